import { createHash } from 'node:crypto';
import { MODEL_LIMITS } from '@amplication/service-model';

/** An id made of physical names, the same each time: `field:orders.status`. */
export function idOf(kind: string, ...names: string[]): string {
  const name = names.join('.');
  const id = `${kind}:${name}`;
  if (id.length <= MODEL_LIMITS.idLength && /^[\w.:-]+$/.test(id)) return id;
  const hash = createHash('sha256').update(JSON.stringify(names)).digest('hex').slice(0, 12);
  return `${id.replace(/[^\w.:-]/g, '-').slice(0, MODEL_LIMITS.idLength - 13)}-${hash}`;
}
