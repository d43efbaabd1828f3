import { DomainError } from '@amplication/contracts';
import { currentTraceparent } from '@amplication/foundation';
import { HttpService } from '@nestjs/axios';
import { Injectable } from '@nestjs/common';
import { isAxiosError } from 'axios';
import { BuildManagerEnv } from '../config';

export interface GenerationRequest {
  jobId: string;
  workspaceId: string;
  modelSnapshotId: string;
  secret: string;
  fence: number;
}

/** `accepted`: a run begins. `known`: the job is at work there already and uses the new secret from now on. */
export interface GenerationAnswer {
  state: 'accepted' | 'known';
  /** The process of the generator controller that has the job. */
  instance: string;
}

/** A process that does not say within this time that it is there does not answer. */
const INSTANCE_TIMEOUT_MS = 2_000;

/** Asks the generator controller for the files of a build. */
@Injectable()
export class GeneratorClient {
  constructor(
    private readonly http: HttpService,
    private readonly env: BuildManagerEnv,
  ) {}

  /**
   * Rejects with DomainError GENERATOR_UNREACHABLE when the controller does not answer or its queue is full, and with
   * INTERNAL when it refuses the request.
   */
  async generate(request: GenerationRequest, signal: AbortSignal): Promise<GenerationAnswer> {
    const { GENERATOR_URL, BUILD_MANAGER_URL } = this.env;
    const callbackUrl = `${BUILD_MANAGER_URL}/api/generations/${request.jobId}/result`;
    const traceparent = currentTraceparent();
    try {
      const { data } = await this.http.axiosRef.post<unknown>(
        `${GENERATOR_URL}/api/generate`,
        { ...request, callbackUrl },
        {
          headers: traceparent ? { traceparent } : {},
          timeout: 10_000,
          maxRedirects: 0,
          proxy: false,
          signal,
        },
      );
      return {
        state: readField(data, 'state') === 'known' ? 'known' : 'accepted',
        instance: readField(data, 'instance'),
      };
    } catch (error) {
      throw explain(error);
    }
  }

  /** Which process of the generator controller answers. Rejects with GENERATOR_UNREACHABLE if none does within 2 s. */
  async instance(signal: AbortSignal): Promise<string> {
    try {
      const { data } = await this.http.axiosRef.get<unknown>(`${this.env.GENERATOR_URL}/api/instance`, {
        timeout: INSTANCE_TIMEOUT_MS,
        maxRedirects: 0,
        proxy: false,
        signal,
      });
      return readField(data, 'instance');
    } catch (error) {
      throw explain(error);
    }
  }
}

/** Axios' own errors hold the request, and with it the secret: what is kept of them is their code and status. */
function explain(error: unknown): unknown {
  if (!isAxiosError(error)) return error;
  const status = error.response?.status;
  const cause = new Error(status === undefined ? (error.code ?? 'no answer') : `HTTP status ${status}`);
  const refused = status !== undefined && status >= 300 && status < 500 && status !== 429;
  return new DomainError(refused ? 'INTERNAL' : 'GENERATOR_UNREACHABLE', { cause });
}

function readField(data: unknown, name: string): string {
  const value =
    typeof data === 'object' && data !== null
      ? Object.entries(data).find(([key]) => key === name)?.[1]
      : null;
  if (typeof value === 'string') return value;
  throw new DomainError('GENERATOR_UNREACHABLE', {
    cause: new Error(`The answer of the generator controller has no ${name}.`),
  });
}
