import { DomainError, isId } from '@amplication/contracts';
import { Injectable, type PipeTransform } from '@nestjs/common';

/** An id of the path that is no id names nothing. */
@Injectable()
export class IdPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!isId(value)) throw new DomainError('NOT_FOUND');
    return value;
  }
}
