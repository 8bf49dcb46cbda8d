import { type Static, Type } from 'typebox';

const Operator = Type.Union([
  Type.Literal('EQUALS'),
  Type.Literal('LIKE'),
  Type.Literal('GREATER_THAN'),
  Type.Literal('LESS_THAN'),
  Type.Literal('GREATER_THAN_EQUAL'),
  Type.Literal('LESS_THAN_EQUAL'),
  Type.Literal('BETWEEN'),
  Type.Literal('BEGINS_WITH'),
  Type.Literal('ENDS_WITH'),
  Type.Literal('CONTAINS'),
]);
const Numbers = Type.Array(Type.Integer({ minimum: 0 }), { maxItems: 1_000 });

const Filter = Type.Object({
  column: Type.String({ minLength: 1, maxLength: 255 }),
  values: Type.Array(Type.String({ maxLength: 255 }), { maxItems: 500 }),
  operator: Operator,
  not: Type.Boolean(),
});

/** `open`: the policy “All Rows”, with the id 0. */
export const Policy = Type.Object({
  id: Type.Number(),
  type: Type.Union([Type.Literal('user'), Type.Literal('system'), Type.Literal('open')]),
  name: Type.String(),
  filters: Type.Array(Filter),
  users: Numbers,
  virtualUsers: Type.Array(Type.String(), { maxItems: 1_000 }),
  groups: Numbers,
});
export type Policy = Static<typeof Policy>;

/** A policy as clients send it; what they leave out is empty. Values may come as numbers. */
export const PolicyWish = Type.Object({
  name: Type.Optional(Type.String({ maxLength: 100 })),
  type: Type.Optional(Type.String({ maxLength: 20 })),
  filters: Type.Optional(
    Type.Array(
      Type.Object({
        column: Type.String({ minLength: 1, maxLength: 255 }),
        values: Type.Array(Type.Union([Type.String({ maxLength: 255 }), Type.Number()]), {
          minItems: 1,
          maxItems: 500,
        }),
        operator: Operator,
        not: Type.Optional(Type.Boolean()),
      }),
      { maxItems: 50 },
    ),
  ),
  users: Type.Optional(Numbers),
  virtualUsers: Type.Optional(Type.Array(Type.Unknown(), { maxItems: 1_000 })),
  groups: Type.Optional(Numbers),
});
export type PolicyWish = Static<typeof PolicyWish>;
