/**
 * Bitbucket's answers to a push, by git's own hooks. What to say comes in the environment of the one request
 * (`smart-http/push-environment.ts`), so that no repository holds settings:
 * EMULATOR_REFUSAL     text with which everything is refused
 * EMULATOR_RULES       lines `<kind> <pattern>`: branch restrictions that hold for this user
 * EMULATOR_MAIN        main branch, which cannot be deleted
 * EMULATOR_PAGE        address of the repository's page
 * EMULATOR_OPEN        lines `<branch> <address>`: open pull requests
 */
export const PRE_RECEIVE = `#!/bin/sh
if [ -n "$EMULATOR_REFUSAL" ]; then echo "$EMULATOR_REFUSAL" >&2; exit 1; fi
status=0
zero=0000000000000000000000000000000000000000
while read -r old new ref; do
  case "$ref" in refs/heads/*) branch=\${ref#refs/heads/} ;; *) continue ;; esac
  if [ "$new" = "$zero" ] && [ "$branch" = "$EMULATOR_MAIN" ]; then
    echo "Permission denied to delete branch $branch: it is the main branch." >&2; status=1
  fi
  while read -r kind pattern; do
    case "$branch" in $pattern) ;; *) continue ;; esac
    case "$kind" in
      push) echo "Permission denied to update branch $branch." >&2; status=1 ;;
      delete) [ "$new" = "$zero" ] && { echo "Permission denied to delete branch $branch." >&2; status=1; } ;;
      force) [ "$new" != "$zero" ] && [ "$old" != "$zero" ] && ! git merge-base --is-ancestor "$old" "$new" &&
        { echo "Permission denied to rewrite branch $branch." >&2; status=1; } ;;
    esac
  done <<RULES
$EMULATOR_RULES
RULES
done
exit $status
`;

export const POST_RECEIVE = `#!/bin/sh
zero=0000000000000000000000000000000000000000
while read -r old new ref; do
  case "$ref" in refs/heads/*) branch=\${ref#refs/heads/} ;; *) continue ;; esac
  [ "$new" = "$zero" ] && continue
  [ "$branch" = "$EMULATOR_MAIN" ] && continue
  found=
  while read -r name address; do
    if [ "$name" = "$branch" ]; then found=$address; fi
  done <<OPEN
$EMULATOR_OPEN
OPEN
  echo
  if [ -n "$found" ]; then
    echo "View pull request for $branch:"
    echo "  $found"
  else
    echo "Create pull request for $branch:"
    echo "  $EMULATOR_PAGE/pull-requests/new?source=$branch&t=1"
  fi
  echo
done
exit 0
`;
