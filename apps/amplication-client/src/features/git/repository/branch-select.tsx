import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import { type ConnectionScope, useBitbucketBranches } from '../../../api/bitbucket/remote-lists';

interface BranchSelectProps {
  scope: ConnectionScope;
  repository: { bitbucketWorkspace: string; repository: string };
  value: string;
  onChange: (branch: string) => void;
  error?: ReactNode;
  disabled?: boolean;
}

/** The branch that pull requests go to, searched in Bitbucket. */
export function BranchSelect({
  scope,
  repository,
  value,
  onChange,
  error,
  disabled = false,
}: BranchSelectProps) {
  const [search, setSearch] = useState('');
  const [wanted] = useDebouncedValue(search === value ? '' : search.trim(), 300);
  const branches = useBitbucketBranches(scope, repository, wanted);
  const names = branches.data?.pages.flatMap((page) => page.items.map((branch) => branch.name)) ?? [];
  return (
    <Select
      label="Base branch"
      description="Pull requests go to this branch"
      searchable
      allowDeselect={false}
      disabled={disabled}
      data={[...new Set([value, ...names])].filter(Boolean)}
      value={value}
      searchValue={search}
      onSearchChange={setSearch}
      onChange={(branch) => branch && onChange(branch)}
      nothingFoundMessage="No matching branch"
      error={error ?? (branches.isError ? 'Could not load branches from Bitbucket.' : undefined)}
    />
  );
}
