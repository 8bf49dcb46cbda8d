import { Link } from '@tanstack/react-router';
import type { LineageLink, LineageNode } from '../../../contract/api/index.ts';
import { RelativeTime } from '../../../ui/index.ts';
import { type Place, placeLineage } from '../../lib/lineage-layout.ts';
import { dataTexts } from '../../texts/data.ts';
import { lineageTexts as texts } from '../../texts/lineage.ts';
import classes from './lineage.module.css';

// The sizes are those of lineage.module.css.
const WIDTH = 232;
const HEIGHT = 92;
const ACROSS = WIDTH + 72;
const DOWN = HEIGHT + 16;
const ARROW = 6;

interface Props {
  nodes: readonly LineageNode[];
  links: readonly LineageLink[];
  /** Whose lineage it is. */
  datasetId: string;
}

/** A list whose items stand left to right with lines between them; on a phone it is the list, with the lines as words. */
export function LineageGraph({ nodes, links, datasetId }: Props) {
  const places = placeLineage(
    nodes.map(({ id }) => id),
    links,
  );
  const placed = nodes
    .flatMap((node) => {
      const place = places.get(node.id);
      return place ? [{ node, place }] : [];
    })
    .sort((a, b) => a.place.column - b.place.column || a.place.row - b.place.row);
  return (
    <div className={classes.scroll}>
      <div className={classes.graph}>
        <Lines links={links} places={places} />
        <ul className={classes.nodes} aria-label={texts.graph}>
          {placed.map(({ node, place: { column, row } }) => (
            <li
              key={node.id}
              className={classes.node}
              data-here={node.id === datasetId || undefined}
              style={{ gridColumn: column + 1, gridRow: row + 1 }}
            >
              <Node node={node} nodes={nodes} links={links} isHere={node.id === datasetId} />
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

function Node(props: { node: LineageNode; isHere: boolean } & Pick<Props, 'nodes' | 'links'>) {
  const { node, isHere, links } = props;
  const namesOf = (kind: LineageLink['kind']) =>
    links
      .filter((one) => one.to === node.id && one.kind === kind)
      .map(({ from }) => props.nodes.find(({ id }) => id === from)?.name ?? texts.deletedInside);
  const [inputs, beside] = [namesOf('input'), namesOf('companion')];
  return (
    <>
      {node.name === null ? (
        <span className={classes.name}>{texts.deleted}</span>
      ) : isHere ? (
        <span className={classes.name} title={node.name} dir="auto">
          {node.name}
        </span>
      ) : (
        <Link
          to="/datasources/$datasetId/details/lineage"
          params={{ datasetId: node.id }}
          className={classes.name}
          title={node.name}
          dir="auto"
        >
          {node.name}
        </Link>
      )}
      {node.name !== null && (
        <>
          <span className={classes.line} dir="auto">
            {node.source
              ? texts.source(node.source.connector, node.source.account)
              : beside.length > 0
                ? texts.besideReport
                : texts.byHand}
          </span>
          <span className={classes.line}>
            {dataTexts.rows(node.rows)} ·{' '}
            {isHere ? texts.here : node.dataAt ? <RelativeTime at={node.dataAt} /> : dataTexts.never}
          </span>
        </>
      )}
      {inputs.length > 0 && <span className={classes.relation}>{texts.madeFrom(inputs)}</span>}
      {beside.length > 0 && <span className={classes.relation}>{texts.beside(beside)}</span>}
    </>
  );
}

function Lines({ links, places }: { links: Props['links']; places: ReadonlyMap<string, Place> }) {
  return (
    <svg className={`${classes.lines} ${classes.onlyDesk}`} width="100%" height="100%" aria-hidden>
      {links.map(({ from, to, kind }) => {
        const [start, end] = [places.get(from), places.get(to)];
        if (!start || !end || from === to) return null;
        const [x1, y1] = [start.column * ACROSS + WIDTH, start.row * DOWN + HEIGHT / 2];
        const [x2, y2] = [end.column * ACROSS - 2, end.row * DOWN + HEIGHT / 2];
        const middle = (ACROSS - WIDTH) / 2;
        const tip = `M ${x2 - ARROW} ${y2 - ARROW / 1.5} L ${x2} ${y2} L ${x2 - ARROW} ${y2 + ARROW / 1.5}`;
        return (
          <g key={`${from} ${to} ${kind}`}>
            <path
              data-kind={kind}
              d={`M ${x1} ${y1} C ${x1 + middle} ${y1}, ${x2 - middle} ${y2}, ${x2} ${y2}`}
            />
            <path d={tip} />
          </g>
        );
      })}
    </svg>
  );
}
