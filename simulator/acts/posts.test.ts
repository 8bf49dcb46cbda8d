import { describe, expect, it } from 'vitest';
import type { SimEvent } from '../core/events.ts';
import { createSim } from '../sim.ts';
import { createPost, deletePost, like, repost, unlike, unrepost } from './posts.ts';

function start() {
  const { sim } = createSim({ startAt: Date.parse('2026-11-20T12:00:00Z') });
  sim.store.open();
  const ann = sim.users.create({ username: 'ann' });
  const bob = sim.users.create({ username: 'bob' });
  const shop = sim.users.create({ username: 'shop' });
  const events: SimEvent[] = [];
  sim.events.onAny((event) => void events.push(event));
  return { sim, ann, bob, shop, events };
}

describe('a post', () => {
  it('stands in the lists of its author and of those whom it names', () => {
    const { sim, ann, shop, events } = start();
    const post = createPost(sim, { authorId: ann.id, text: 'Hello @Shop, @nobody and a@b.example' });
    expect(sim.posts.byAuthor(ann.id)).toEqual([post]);
    expect(sim.posts.mentioning(shop.id)).toEqual([post]);
    expect(post).toMatchObject({ conversationId: post.id, mentionedIds: [shop.id] });
    expect(events).toEqual([{ kind: 'post.created', post }]);
  });

  it('that answers begins with the names that it answers, in the same conversation', () => {
    const { sim, ann, bob, shop } = start();
    const first = createPost(sim, { authorId: ann.id, text: 'Hello @shop' });
    const second = createPost(sim, { authorId: bob.id, text: 'me too', inReplyToId: first.id });
    const third = createPost(sim, { authorId: shop.id, text: '@ann and you: yes', inReplyToId: second.id });
    expect(second).toMatchObject({
      text: '@ann @shop me too',
      prefixLength: 11,
      conversationId: first.id,
      inReplyToUserId: ann.id,
      mentionedIds: [ann.id, shop.id],
    });
    expect(third.text).toBe('@bob @ann and you: yes');
    expect(sim.posts.inConversation(first.id)).toEqual([first, second, third]);
    expect(sim.posts.repliesTo(second.id)).toEqual([third]);
    const quiet = createPost(sim, {
      authorId: bob.id,
      text: 'only you',
      inReplyToId: third.id,
      excludedIds: [ann.id],
    });
    expect(quiet.text).toBe('@shop only you');
  });

  it('that quotes ends in a link to what it quotes', () => {
    const { sim, ann, bob } = start();
    const first = createPost(sim, { authorId: ann.id, text: 'One' });
    const byId = createPost(sim, { authorId: bob.id, text: 'see', quotedId: first.id });
    const byLink = createPost(sim, { authorId: bob.id, text: `see https://x.com/ann/status/${first.id}` });
    expect(byId.text).toMatch(/^see https:\/\/t\.co\/\w{10}$/);
    expect(byId.urls).toMatchObject([{ expandedUrl: `https://twitter.com/ann/status/${first.id}` }]);
    expect(byLink.quotedId).toBe(first.id);
    expect(sim.posts.quotesOf(first.id)).toEqual([byId, byLink]);
  });

  it('takes its reposts, likes and bookmarks with it', () => {
    const { sim, ann, bob, shop, events } = start();
    const post = createPost(sim, { authorId: ann.id, text: 'One' });
    const answer = createPost(sim, { authorId: bob.id, text: 'Two', inReplyToId: post.id });
    const again = repost(sim, bob.id, post);
    expect(repost(sim, bob.id, again)).toBe(again);
    expect(like(sim, shop.id, again)).toBe(true);
    sim.bookmarks.add(shop.id, post.id);
    expect(sim.likes.has(shop.id, post.id)).toBe(true);
    deletePost(sim, post);
    expect(sim.posts.find(again.id)).toBeUndefined();
    expect(sim.posts.find(answer.id)).toBe(answer);
    expect([sim.likes.countFrom(shop.id), sim.bookmarks.countFrom(shop.id)]).toEqual([0, 0]);
    expect(sim.posts.byAuthor(ann.id)).toEqual([]);
    expect(events.at(-1)).toMatchObject({ kind: 'post.deleted', post: { id: post.id } });
  });

  it('is reposted and liked once, and both can be taken back', () => {
    const { sim, ann, bob, events } = start();
    const post = createPost(sim, { authorId: ann.id, text: 'x'.repeat(200) });
    const made = repost(sim, bob.id, post);
    expect(made.text).toBe(`RT @ann: ${'x'.repeat(130)}…`);
    expect(sim.posts.mentioning(ann.id)).toEqual([]);
    expect([like(sim, bob.id, post), like(sim, bob.id, post)]).toEqual([true, false]);
    expect([unlike(sim, bob.id, post), unlike(sim, bob.id, post)]).toEqual([true, false]);
    expect([unrepost(sim, bob.id, post), unrepost(sim, bob.id, post)]).toEqual([true, false]);
    expect(events.map(({ kind }) => kind)).toEqual([
      'post.created',
      'post.created',
      'like.created',
      'like.deleted',
      'post.deleted',
    ]);
  });

  it('keeps its places over dump and load', () => {
    const { sim, ann, bob } = start();
    const post = createPost(sim, { authorId: ann.id, text: 'One @bob' });
    repost(sim, bob.id, post);
    const older = createPost(sim, { authorId: ann.id, text: 'Old', createdAt: sim.clock.now() - 86_400_000 });
    const dump = JSON.parse(JSON.stringify(sim.store.dump())) as ReturnType<typeof sim.store.dump>;
    deletePost(sim, post);
    sim.load(dump);
    expect(sim.posts.byAuthor(ann.id).map(({ id }) => id)).toEqual([older.id, post.id]);
    expect(sim.posts.mentioning(bob.id)).toHaveLength(1);
    expect(sim.posts.findRepost(bob.id, post.id)).toBeDefined();
  });
});
