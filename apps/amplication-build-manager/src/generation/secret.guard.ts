import { DomainError } from '@amplication/contracts';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import type { Request } from 'express';
import { GenerationsRepository } from './generations.repository';
import { bearerOf, matches } from './secret';

/**
 * Lets a request pass that proves itself with the secret of the job in its path, before anything of its body is read.
 * Whether the secret is still the newest one is for the handler to ask again, once it holds the job's row.
 */
@Injectable()
export class SecretGuard implements CanActivate {
  constructor(private readonly generations: GenerationsRepository) {}

  /** Throws DomainError NOT_FOUND for a job that awaits nothing and NOT_AUTHENTICATED without its secret. */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request<{ jobId: string }>>();
    const secret = bearerOf(request.headers.authorization);
    const { jobId } = request.params;
    const hash = isUUID(jobId) ? await this.generations.secretHashOf(jobId) : null;
    if (hash === null) throw new DomainError('NOT_FOUND', 'No result is awaited for this job.');
    if (!matches(secret, hash))
      throw new DomainError('NOT_AUTHENTICATED', 'This is not the secret of the generation.');
    return true;
  }
}
