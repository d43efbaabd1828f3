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
}

/** Asks the generator controller for the files of a build. */
@Injectable()
export class GeneratorClient {
  constructor(
    private readonly http: HttpService,
    private readonly env: BuildManagerEnv,
  ) {}

  /**
   * `accepted`: a run begins. `known`: the job is at work there already and uses the new secret from now on.
   * Rejects with DomainError GENERATOR_UNREACHABLE when the controller does not answer or takes no more, and with
   * INTERNAL when it refuses the request.
   */
  async generate(request: GenerationRequest, signal: AbortSignal): Promise<'accepted' | 'known'> {
    const { GENERATOR_URL, BUILD_MANAGER_URL } = this.env;
    const callbackUrl = `${BUILD_MANAGER_URL}/api/generations/${request.jobId}/result`;
    const traceparent = currentTraceparent();
    try {
      const { data } = await this.http.axiosRef.post<{ state?: unknown }>(
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
      return data.state === 'known' ? 'known' : 'accepted';
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
  return new DomainError(refused ? 'INTERNAL' : 'GENERATOR_UNREACHABLE', undefined, { cause });
}
