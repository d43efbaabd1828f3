CREATE SCHEMA "build_manager";
--> statement-breakpoint
CREATE SCHEMA "connections";
--> statement-breakpoint
CREATE SCHEMA "git_pull_request";
--> statement-breakpoint
CREATE SCHEMA "messaging";
--> statement-breakpoint
CREATE SCHEMA "server";
--> statement-breakpoint
CREATE TABLE "build_manager"."job" (
	"id" uuid PRIMARY KEY NOT NULL,
	"build_id" uuid NOT NULL,
	"attempt" integer NOT NULL,
	"resource_id" uuid NOT NULL,
	"lane" text NOT NULL,
	"sequence" integer NOT NULL,
	"payload" jsonb NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"step" text,
	"step_data" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"run_after" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"lease_until" timestamp (3) with time zone,
	"fence" bigint DEFAULT 0 NOT NULL,
	"error" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "build_manager"."generation" (
	"job_id" uuid PRIMARY KEY NOT NULL,
	"secret_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deadline" timestamp (3) with time zone NOT NULL,
	"answered_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "connections"."bitbucket_request_count" (
	"bitbucket_user_uuid" text NOT NULL,
	"minute" timestamp (3) with time zone NOT NULL,
	"requests" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "connections"."bitbucket_user_budget" (
	"bitbucket_user_uuid" text PRIMARY KEY NOT NULL,
	"not_before" timestamp (3) with time zone,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "connections"."connection" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"bitbucket_user_uuid" text NOT NULL,
	"display_name" text NOT NULL,
	"nickname" text,
	"avatar_url" text,
	"site_url" text NOT NULL,
	"client_id" text NOT NULL,
	"scopes" text[] NOT NULL,
	"status" text DEFAULT 'connected' NOT NULL,
	"status_cause" text,
	"suspect_since" timestamp (3) with time zone,
	"connected_by" uuid NOT NULL,
	"connected_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"disconnected_at" timestamp (3) with time zone,
	"access_token" text,
	"refresh_token" text,
	"access_token_expires_at" timestamp (3) with time zone,
	"refresh_started_at" timestamp (3) with time zone,
	"refreshed_at" timestamp (3) with time zone,
	"token_version" integer DEFAULT 1 NOT NULL,
	"refresh_failures" integer DEFAULT 0 NOT NULL,
	"refresh_after" timestamp (3) with time zone,
	"last_used_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "connections"."consumer_health" (
	"client_id" text PRIMARY KEY NOT NULL,
	"refused_since" timestamp (3) with time zone,
	"last_refused_at" timestamp (3) with time zone,
	"last_refreshed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "git_pull_request"."job" (
	"id" uuid PRIMARY KEY NOT NULL,
	"build_id" uuid NOT NULL,
	"attempt" integer NOT NULL,
	"resource_id" uuid NOT NULL,
	"lane" text NOT NULL,
	"sequence" integer NOT NULL,
	"payload" jsonb NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"step" text,
	"step_data" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"run_after" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"lease_until" timestamp (3) with time zone,
	"fence" bigint DEFAULT 0 NOT NULL,
	"error" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "git_pull_request"."pushed_build" (
	"build_id" uuid PRIMARY KEY NOT NULL,
	"resource_id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"repository_uuid" text NOT NULL,
	"work_branch" text NOT NULL,
	"sequence" integer NOT NULL,
	"artifact_id" text NOT NULL,
	"root_directory" text NOT NULL,
	"commit_sha" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "messaging"."inbox" (
	"service" text NOT NULL,
	"event_id" text NOT NULL,
	"topic" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inbox_service_event_id_pk" PRIMARY KEY("service","event_id")
);
--> statement-breakpoint
CREATE TABLE "messaging"."outbox" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"service" text NOT NULL,
	"topic" text NOT NULL,
	"key" text NOT NULL,
	"event_id" uuid NOT NULL,
	"headers" jsonb NOT NULL,
	"body" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "server"."account" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "server"."build" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"resource_id" uuid NOT NULL,
	"sequence" integer NOT NULL,
	"attempt" integer DEFAULT 1 NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"title" text NOT NULL,
	"body" text DEFAULT '' NOT NULL,
	"model_version" integer NOT NULL,
	"model_snapshot_id" text NOT NULL,
	"target" jsonb,
	"artifact_id" text,
	"file_count" integer,
	"outcome" text,
	"pull_request_number" integer,
	"pull_request_url" text,
	"commit_sha" text,
	"counts" jsonb,
	"conflicts" jsonb,
	"report" text,
	"error_code" text,
	"error_message" text,
	"error_params" jsonb,
	"error_action" text,
	"requested_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_progress_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "server"."build_event" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"build_id" uuid NOT NULL,
	"attempt" integer NOT NULL,
	"type" text NOT NULL,
	"data" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "server"."build_step" (
	"build_id" uuid NOT NULL,
	"attempt" integer NOT NULL,
	"name" text NOT NULL,
	"status" text NOT NULL,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "build_step_build_id_attempt_name_pk" PRIMARY KEY("build_id","attempt","name")
);
--> statement-breakpoint
CREATE TABLE "server"."membership" (
	"workspace_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "membership_workspace_id_account_id_pk" PRIMARY KEY("workspace_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "server"."model_version" (
	"resource_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"model" jsonb NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "model_version_resource_id_version_pk" PRIMARY KEY("resource_id","version")
);
--> statement-breakpoint
CREATE TABLE "server"."oauth_state" (
	"state_hash" text PRIMARY KEY NOT NULL,
	"session_hash" text NOT NULL,
	"account_id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"connection_id" uuid,
	"replace_other_user" boolean DEFAULT false NOT NULL,
	"return_to" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"consumed_at" timestamp (3) with time zone,
	"outcome" jsonb
);
--> statement-breakpoint
CREATE TABLE "server"."pull_request" (
	"repository_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"state" text NOT NULL,
	"title" text NOT NULL,
	"url" text NOT NULL,
	"changed_at" timestamp (3) with time zone,
	"checked_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "pull_request_repository_id_number_pk" PRIMARY KEY("repository_id","number")
);
--> statement-breakpoint
CREATE TABLE "server"."repository" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"site_url" text NOT NULL,
	"bitbucket_workspace_uuid" text NOT NULL,
	"bitbucket_workspace_slug" text NOT NULL,
	"repository_uuid" text NOT NULL,
	"repository_slug" text NOT NULL,
	"name" text NOT NULL,
	"html_url" text NOT NULL,
	"is_private" boolean NOT NULL,
	"created_by_us" boolean DEFAULT false NOT NULL,
	"webhook_url" text,
	"webhook_secret" text,
	"webhook_uuid" text,
	"webhook_failed_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "server"."repository_link" (
	"resource_id" uuid PRIMARY KEY NOT NULL,
	"repository_id" uuid NOT NULL,
	"base_branch" text NOT NULL,
	"work_branch" text NOT NULL,
	"root_directory" text DEFAULT '' NOT NULL,
	"conflict_strategy" text DEFAULT 'keep-yours' NOT NULL,
	"linked_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "server"."resource" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"name" text NOT NULL,
	"slug" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"model_version" integer DEFAULT 1 NOT NULL,
	"last_sequence" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "server"."session" (
	"sid" text PRIMARY KEY NOT NULL,
	"sess" json NOT NULL,
	"expire" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "server"."workspace" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"plan" text DEFAULT 'free' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "server"."build" ADD CONSTRAINT "build_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "server"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "server"."build" ADD CONSTRAINT "build_resource_id_resource_id_fk" FOREIGN KEY ("resource_id") REFERENCES "server"."resource"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "server"."build_event" ADD CONSTRAINT "build_event_build_id_build_id_fk" FOREIGN KEY ("build_id") REFERENCES "server"."build"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "server"."build_step" ADD CONSTRAINT "build_step_build_id_build_id_fk" FOREIGN KEY ("build_id") REFERENCES "server"."build"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "server"."membership" ADD CONSTRAINT "membership_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "server"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "server"."membership" ADD CONSTRAINT "membership_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "server"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "server"."model_version" ADD CONSTRAINT "model_version_resource_id_resource_id_fk" FOREIGN KEY ("resource_id") REFERENCES "server"."resource"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "server"."pull_request" ADD CONSTRAINT "pull_request_repository_id_repository_id_fk" FOREIGN KEY ("repository_id") REFERENCES "server"."repository"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "server"."repository" ADD CONSTRAINT "repository_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "server"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "server"."repository_link" ADD CONSTRAINT "repository_link_resource_id_resource_id_fk" FOREIGN KEY ("resource_id") REFERENCES "server"."resource"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "server"."repository_link" ADD CONSTRAINT "repository_link_repository_id_repository_id_fk" FOREIGN KEY ("repository_id") REFERENCES "server"."repository"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "server"."resource" ADD CONSTRAINT "resource_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "server"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "job_build_attempt" ON "build_manager"."job" USING btree ("build_id","attempt");--> statement-breakpoint
CREATE INDEX "job_due" ON "build_manager"."job" USING btree ("lane","sequence") WHERE state in ('waiting', 'running');--> statement-breakpoint
CREATE UNIQUE INDEX "job_lane_running" ON "build_manager"."job" USING btree ("lane") WHERE state = 'running';--> statement-breakpoint
CREATE UNIQUE INDEX "bitbucket_request_count_slot" ON "connections"."bitbucket_request_count" USING btree ("bitbucket_user_uuid","minute");--> statement-breakpoint
CREATE UNIQUE INDEX "connection_active_user" ON "connections"."connection" USING btree ("workspace_id","bitbucket_user_uuid","site_url") WHERE status <> 'disconnected';--> statement-breakpoint
CREATE INDEX "connection_workspace" ON "connections"."connection" USING btree ("workspace_id");--> statement-breakpoint
CREATE UNIQUE INDEX "job_build_attempt" ON "git_pull_request"."job" USING btree ("build_id","attempt");--> statement-breakpoint
CREATE INDEX "job_due" ON "git_pull_request"."job" USING btree ("lane","sequence") WHERE state in ('waiting', 'running');--> statement-breakpoint
CREATE UNIQUE INDEX "job_lane_running" ON "git_pull_request"."job" USING btree ("lane") WHERE state = 'running';--> statement-breakpoint
CREATE INDEX "pushed_build_resource" ON "git_pull_request"."pushed_build" USING btree ("resource_id","sequence");--> statement-breakpoint
CREATE INDEX "outbox_unsent" ON "messaging"."outbox" USING btree ("service","id") WHERE sent_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "account_email" ON "server"."account" USING btree (lower("email"));--> statement-breakpoint
CREATE UNIQUE INDEX "build_resource_sequence" ON "server"."build" USING btree ("resource_id","sequence");--> statement-breakpoint
CREATE INDEX "build_running" ON "server"."build" USING btree ("last_progress_at") WHERE finished_at is null;--> statement-breakpoint
CREATE INDEX "build_event_build" ON "server"."build_event" USING btree ("build_id","id");--> statement-breakpoint
CREATE INDEX "membership_account" ON "server"."membership" USING btree ("account_id");--> statement-breakpoint
CREATE UNIQUE INDEX "repository_remote" ON "server"."repository" USING btree ("workspace_id","repository_uuid");--> statement-breakpoint
CREATE UNIQUE INDEX "repository_link_branch" ON "server"."repository_link" USING btree ("repository_id","work_branch");--> statement-breakpoint
CREATE UNIQUE INDEX "repository_link_root" ON "server"."repository_link" USING btree ("repository_id","root_directory");--> statement-breakpoint
CREATE UNIQUE INDEX "resource_slug" ON "server"."resource" USING btree ("workspace_id","slug") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "session_expire" ON "server"."session" USING btree ("expire");