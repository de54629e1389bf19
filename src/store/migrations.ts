/** The migrations, in their order: the same for every database. */
import { Initial1764000000000 } from '../../migrations/1764000000000-initial';
import { Readings1764100000000 } from '../../migrations/1764100000000-readings';
import { Narratives1764200000000 } from '../../migrations/1764200000000-narratives';
import { Audit1764300000000 } from '../../migrations/1764300000000-audit';
import { Deadlines1764500000000 } from '../../migrations/1764500000000-deadlines';
import { Beside1764600000000 } from '../../migrations/1764600000000-beside';
import { Years1764700000000 } from '../../migrations/1764700000000-years';
import { Places1764800000000 } from '../../migrations/1764800000000-places';

export const MIGRATIONS = [
  Initial1764000000000,
  Readings1764100000000,
  Narratives1764200000000,
  Audit1764300000000,
  Deadlines1764500000000,
  Beside1764600000000,
  Years1764700000000,
  Places1764800000000,
];

export const MIGRATION_TABLE = 'migration';
