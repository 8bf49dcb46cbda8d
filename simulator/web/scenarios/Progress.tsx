/** How far something is. */
export function Progress({ done, all, label }: { done: number; all: number; label: string }) {
  return (
    <div
      className="meter progress"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={all}
      aria-valuenow={done}
    >
      <i style={{ width: `${all === 0 ? 0 : (done / all) * 100}%` }} />
    </div>
  );
}
