/** A person's picture; the simulator draws one for everybody. */
export function Avatar({ userId, size = 40 }: { userId: string; size?: number }) {
  return <img className="avatar" src={`/avatars/${userId}.svg`} width={size} height={size} alt="" />;
}
