-- Which columns of a DataSet are of people: {people, lists, messages, at}. Null: none.
alter table dataset add column personal jsonb;
create index dataset_personal on dataset (workspace_id, id) where personal is not null;
