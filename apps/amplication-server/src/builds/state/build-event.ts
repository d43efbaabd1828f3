import type { BuildStepName, ErrorAction, ErrorCode, LogLevel } from '@amplication/contracts';
import type { BuildOutcome, BuildStatus } from '../../running-builds/build-brief.dto';
import type { Step } from './build-steps';

/** Why a build failed, as it is stored and shown. */
export interface BuildError {
  code: ErrorCode;
  message: string;
  action: ErrorAction;
  params: Record<string, unknown>;
}

/** What can happen to a build. The event stream sends `data` as JSON under the name `type`. */
export type BuildEvent =
  | { type: 'log'; data: { step: BuildStepName; level: LogLevel; message: string; at: string } }
  | { type: 'step'; data: Step }
  | { type: 'status'; data: { status: BuildStatus; outcome: BuildOutcome | null; error: BuildError | null } }
  | { type: 'pull-request'; data: { number: number; url: string; state: string } };

export type BuildEventType = BuildEvent['type'];

/** The channel on which server instances notify each other of new rows; the payload is the build's id. */
export const BUILD_EVENT_CHANNEL = 'server_build_event';
