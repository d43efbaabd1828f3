import { DomainError } from '@amplication/contracts';
import { Injectable, type PipeTransform } from '@nestjs/common';

/** A version number of the path; what is none names nothing. */
@Injectable()
export class VersionPipe implements PipeTransform<string, number> {
  transform(value: string): number {
    if (!/^[1-9]\d{0,8}$/.test(value)) throw new DomainError('NOT_FOUND');
    return Number(value);
  }
}
