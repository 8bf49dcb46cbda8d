export { DeleteGuard, type DeleteGuardProps, type Use } from './DeleteGuard.tsx';
export { EditDrawer, type EditDrawerProps } from './EditDrawer.tsx';
export { FieldGroup } from './FieldGroup.tsx';
export { LeaveGuard, LeaveQuestion } from './LeaveGuard.tsx';
export { ListPage, type ListPageProps } from './ListPage.tsx';
export { LogTable, type LogTableProps } from './LogTable.tsx';
export { RowList, type RowListProps } from './RowList.tsx';
export { type EditForm, fieldOf, useEditForm } from './use-edit-form.ts';
