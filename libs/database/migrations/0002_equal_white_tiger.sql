CREATE TABLE "git_pull_request"."commit_status_job" (
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
CREATE UNIQUE INDEX "commit_status_job_build_attempt" ON "git_pull_request"."commit_status_job" USING btree ("build_id","attempt");--> statement-breakpoint
CREATE INDEX "commit_status_job_due" ON "git_pull_request"."commit_status_job" USING btree ("lane","sequence") WHERE state in ('waiting', 'running');--> statement-breakpoint
CREATE UNIQUE INDEX "commit_status_job_lane_running" ON "git_pull_request"."commit_status_job" USING btree ("lane") WHERE state = 'running';