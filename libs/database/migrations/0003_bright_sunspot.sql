ALTER TABLE "connections"."bitbucket_user_budget" ADD COLUMN "backoff_ms" integer;--> statement-breakpoint
ALTER TABLE "connections"."bitbucket_user_budget" ADD COLUMN "resource" text;--> statement-breakpoint
ALTER TABLE "connections"."bitbucket_user_budget" ADD COLUMN "method" text;--> statement-breakpoint
ALTER TABLE "connections"."bitbucket_user_budget" ADD COLUMN "path_template" text;--> statement-breakpoint
ALTER TABLE "connections"."bitbucket_user_budget" ADD COLUMN "has_retry_after" boolean DEFAULT false NOT NULL;