import { baseErrors } from '../../contract/errors/base.ts';
import { AppError } from '../base/index.ts';

export const missingDataset = () => new AppError(baseErrors.not_found, { values: { what: 'DataSet' } });
