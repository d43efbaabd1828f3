import { DomainError } from '@amplication/contracts';
import {
  applyDecorators,
  type CanActivate,
  type ExecutionContext,
  Injectable,
  UseGuards,
} from '@nestjs/common';
import type { Response } from 'express';
import type { SignedInRequest } from '../../../access/access.decorator';
import { ServerBusy } from '../work/server-busy';

/** Texts that a server has in its memory at a time, those included that are still on their way to it. */
const SLOTS = 6;
/** Of them, of one account: nobody takes them all. */
const SLOTS_OF_ONE = 2;
/** Who needs longer to send a text is not worth a slot. */
const MAX_SENDING_MS = 60_000;

/** Gives an import its slot before its body is read, until it is answered: SERVER_BUSY when there is none. */
@Injectable()
export class ImportSlots implements CanActivate {
  private readonly taken = new Map<string, number>();

  canActivate(context: ExecutionContext): boolean {
    const http = context.switchToHttp();
    const request = http.getRequest<SignedInRequest>();
    const response = http.getResponse<Response>();
    if (!request.access) throw new DomainError('NOT_AUTHENTICATED');
    const { accountId } = request.access;
    const own = this.taken.get(accountId) ?? 0;
    const all = [...this.taken.values()].reduce((sum, count) => sum + count, 0);
    // Of a sender who has gone already nobody would hear again.
    if (own >= SLOTS_OF_ONE || all >= SLOTS || response.closed) throw new ServerBusy();
    this.taken.set(accountId, own + 1);
    const slow = setTimeout(() => !request.complete && request.socket.destroy(), MAX_SENDING_MS);
    response.once('close', () => {
      clearTimeout(slow);
      this.release(accountId);
    });
    return true;
  }

  private release(accountId: string): void {
    const left = (this.taken.get(accountId) ?? 1) - 1;
    if (left > 0) this.taken.set(accountId, left);
    else this.taken.delete(accountId);
  }
}

/** The route reads a large text, and only a few of them at a time. */
export const InImportSlot = () => applyDecorators(UseGuards(ImportSlots));
