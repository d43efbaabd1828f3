ALTER TABLE "server"."repository_link" DROP CONSTRAINT "repository_link_repository_id_repository_id_fk";
--> statement-breakpoint
DROP INDEX "server"."repository_link_branch";--> statement-breakpoint
DROP INDEX "server"."repository_link_root";--> statement-breakpoint
ALTER TABLE "server"."repository" ADD CONSTRAINT "repository_identity" UNIQUE("id","site_url","repository_uuid");--> statement-breakpoint
ALTER TABLE "server"."repository_link" ADD COLUMN "site_url" text;--> statement-breakpoint
ALTER TABLE "server"."repository_link" ADD COLUMN "repository_uuid" text;--> statement-breakpoint
UPDATE "server"."repository_link" AS l SET "site_url" = r."site_url", "repository_uuid" = r."repository_uuid"
	FROM "server"."repository" AS r WHERE r."id" = l."repository_id";--> statement-breakpoint
ALTER TABLE "server"."repository_link" ALTER COLUMN "site_url" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "server"."repository_link" ALTER COLUMN "repository_uuid" SET NOT NULL;--> statement-breakpoint
-- Two workspaces may have linked the same folder of one repository. Files of the first are there, or will be, and builds of
-- the others are refused: the oldest link stays, and the others are taken away, for their owners to choose another folder.
DELETE FROM "server"."repository_link" AS l USING "server"."repository_link" AS older
	WHERE older."site_url" = l."site_url" AND older."repository_uuid" = l."repository_uuid"
	AND older."root_directory" = l."root_directory"
	AND (older."created_at", older."resource_id") < (l."created_at", l."resource_id");--> statement-breakpoint
-- Two that share only the branch: the oldest keeps it, and the next build of each other opens one of its own.
UPDATE "server"."repository_link" AS l SET "work_branch" = l."work_branch" || '-' || right(l."resource_id"::text, 8)
	WHERE EXISTS (SELECT 1 FROM "server"."repository_link" AS older
		WHERE older."site_url" = l."site_url" AND older."repository_uuid" = l."repository_uuid"
		AND older."work_branch" = l."work_branch"
		AND (older."created_at", older."resource_id") < (l."created_at", l."resource_id"));--> statement-breakpoint
ALTER TABLE "server"."repository_link" ADD CONSTRAINT "repository_link_repository" FOREIGN KEY ("repository_id","site_url","repository_uuid") REFERENCES "server"."repository"("id","site_url","repository_uuid") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
CREATE INDEX "repository_link_repository_id" ON "server"."repository_link" USING btree ("repository_id");--> statement-breakpoint
CREATE UNIQUE INDEX "repository_link_branch" ON "server"."repository_link" USING btree ("site_url","repository_uuid","work_branch");--> statement-breakpoint
CREATE UNIQUE INDEX "repository_link_root" ON "server"."repository_link" USING btree ("site_url","repository_uuid","root_directory");
