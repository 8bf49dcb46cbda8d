import classes from './insights.module.css';

/** A number that is what its name says. */
export function PlainCard({ name, value }: { name: string; value: string }) {
  return (
    <div className={classes.card} role="group" aria-label={name}>
      <span className={classes.name}>{name}</span>
      <span className={classes.value}>{value}</span>
    </div>
  );
}
