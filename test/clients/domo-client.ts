// The client has types of 2017 that name packages it does not ship: what is used of it is written down here.
export interface DomoClient {
  readonly transport: { apiHost: string };
  readonly datasets: {
    create(dataset: object): Promise<DataSet>;
    get(id: string): Promise<DataSet>;
    list(limit?: number, offset?: number, sort?: string): Promise<DataSet[]>;
    update(id: string, change: object): Promise<DataSet>;
    delete(id: string): Promise<unknown>;
    importData(id: string, csv: string): Promise<unknown>;
    exportData(id: string, includeHeader?: boolean): Promise<string>;
  };
  readonly policies: Record<'list' | 'get' | 'create' | 'update' | 'delete', PolicyCall>;
  readonly users: { list(limit: number, offset: number): Promise<{ id: number; name: string }[]> };
  readonly streams: {
    create(stream: object): Promise<Stream>;
    get(id: number, fields?: string[]): Promise<Stream>;
    list(fields?: string[]): Promise<Stream[]>;
    update(id: number, change: object): Promise<Stream>;
    delete(id: number): Promise<unknown>;
    search(q: string[], fields?: string[]): Promise<Stream[]>;
    createExecution(id: number): Promise<Execution>;
    getExecution(id: number, execution: number): Promise<Execution>;
    listExecutions(id: number, limit: number, offset: number): Promise<Execution[]>;
    uploadPart(id: number, execution: number, part: number, csv: string): Promise<unknown>;
    uploadCompressedPart(id: number, execution: number, part: number, data: Buffer): Promise<unknown>;
    commit(id: number, execution: number): Promise<Execution>;
    abort(id: number, execution?: number): Promise<unknown>;
  };
}
type PolicyCall = (dataset: string, ...more: (number | object)[]) => Promise<object>;
export interface DataSet {
  id: string;
  name: string;
  rows: number;
  columns: number;
  schema?: { columns: { name: string; type: string }[] };
}
export interface Stream {
  id: number;
  dataSet: DataSet;
  updateMethod: string;
}
interface Execution {
  id: number;
  currentState: string;
  rows: number;
}
