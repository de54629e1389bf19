/** The columns that `report` and `rollup` have for the cells of the form. */
import { Column } from 'typeorm';
import { CELLS } from '../../form/cells';

/** Declares one nullable whole-number column for each cell, named `Cell.store`. */
export function CellColumns(): ClassDecorator {
  return (target) => {
    for (const cell of CELLS) Column('bigint', { name: cell.store, nullable: true })(target.prototype, cell.store);
  };
}
