CREATE TABLE "git_pull_request"."branch_pull_request" (
	"resource_id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"repository_uuid" text NOT NULL,
	"work_branch" text NOT NULL,
	"number" integer,
	"base_branch" text,
	"opening_at" timestamp (3) with time zone,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "branch_pull_request_resource_id_repository_uuid_work_branch_pk" PRIMARY KEY("resource_id","repository_uuid","work_branch")
);
