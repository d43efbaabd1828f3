CREATE TABLE "server"."bitbucket_workspace_name" (
	"bitbucket_workspace_uuid" text PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"read_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
