import { IsInt, IsNotEmpty, IsString, IsUrl, IsUUID, Length, MaxLength, Min } from 'class-validator';

/** Asks for the files of one build. */
export class GenerateRequest {
  /** The build-manager's job. The same id again, while it waits or runs, starts nothing a second time. */
  @IsUUID() jobId!: string;
  @IsUUID() workspaceId!: string;
  /** The model, as a document of the artifact store. */
  @IsNotEmpty() @IsString() @MaxLength(255) modelSnapshotId!: string;
  /** Where the result is to be sent; must be of the configured build-manager. */
  @IsUrl({ require_tld: false, require_protocol: true, protocols: ['http', 'https'] })
  @MaxLength(2_048)
  callbackUrl!: string;
  /** Proves to the build-manager that the result comes from here. */
  @IsString() @Length(32, 255) secret!: string;
  /** Rises with each request for the job: one that was overtaken on its way by a newer one changes nothing. */
  @IsInt() @Min(0) fence!: number;
}

export class GenerateAnswer {
  jobId!: string;
  /** `accepted`: it will run. `known`: it waits or runs already, from an earlier request. */
  state!: 'accepted' | 'known';
  /** The process that has the job. */
  instance!: string;
}

export class InstanceAnswer {
  instance!: string;
}
