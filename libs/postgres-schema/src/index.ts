export type {
  CheckConstraint,
  CheckTime,
  Column,
  DatabaseSchema,
  EnumType,
  ForeignKey,
  Index,
  IndexPart,
  ReferentialRule,
  Sequence,
  Table,
  UniqueConstraint,
} from './database-schema';
