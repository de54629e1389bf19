/** What RTF says of a row before its cells: where they end, and which are merged. */
import type { CellPlace } from '../markdown/edge-table';

export class RowDefinition {
  readonly places: CellPlace[] = [];
  private left = 0;
  private beside = false;
  private above: CellPlace['above'];

  /** Takes a control word in; whether it was one of a row. */
  take(name: string, value: number): boolean {
    switch (name) {
      case 'trleft':
        if (this.places.length === 0) this.left = value;
        return true;
      case 'clmrg':
        this.beside = true;
        return true;
      case 'clvmgf':
        this.above = 'restart';
        return true;
      case 'clvmrg':
        this.above = 'continued';
        return true;
      case 'cellx':
        this.places.push({ left: this.left, right: value, beside: this.beside, above: this.above });
        this.left = value;
        this.beside = false;
        this.above = undefined;
        return true;
      default:
        return false;
    }
  }
}
