import { describe, expect, it } from 'vitest';
import { type LineageLink, walkLineage } from './walk.ts';

/** `a>b` goes from a to b. */
const links = (...written: string[]): LineageLink[] =>
  written.map((one) => {
    const [from = '', to = ''] = one.split('>');
    return { from, to, kind: 'input' };
  });

describe('the lineage of a DataSet', () => {
  it('is what it is made from and what is made from it, several steps, nearest first', () => {
    const all = links('a>b', 'b>c', 'c>d', 'd>e', 'x>y');
    expect(walkLineage(all, 'c', 50)).toEqual({ ids: ['c', 'b', 'd', 'a', 'e'], cut: false });
  });

  it('is not what else is made from the same input', () => {
    expect(walkLineage(links('a>b', 'a>other', 'b>c', 'else>c'), 'b', 50).ids).toEqual(['b', 'a', 'c']);
  });

  it('goes around a circle once, and follows those on it both ways', () => {
    const { ids, cut } = walkLineage(links('a>b', 'b>a', 'in>b', 'b>out', 'a>a'), 'a', 50);
    expect([...ids].sort()).toEqual(['a', 'b', 'in', 'out']);
    expect(cut).toBe(false);
  });

  it('ends at so many, and says so', () => {
    const chain = links(...Array.from({ length: 200 }, (_, at) => `n${at}>n${at + 1}`));
    const { ids, cut } = walkLineage(chain, 'n100', 50);
    expect(ids).toHaveLength(50);
    expect(cut).toBe(true);
    // As many on either side.
    expect(ids).toContain('n76');
    expect(ids).toContain('n124');
    expect(walkLineage(chain, 'n10', 201).cut).toBe(false);
  });

  it('of one that nothing is linked to is itself', () => {
    expect(walkLineage(links('a>b'), 'c', 50)).toEqual({ ids: ['c'], cut: false });
  });
});
