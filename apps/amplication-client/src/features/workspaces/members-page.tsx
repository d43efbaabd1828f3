import {
  ActionIcon,
  Button,
  Group,
  Paper,
  Select,
  Skeleton,
  Stack,
  Table,
  Text,
  TextInput,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { type Member, useAddMember, useChangeMember, useMembers } from '../../api/workspaces/members';
import { useSession } from '../../api/workspaces/session';
import { useCurrentWorkspace } from '../../session/current-workspace';
import { ErrorAlert } from '../../ui/error-alert';
import { PageHeader } from '../../ui/page/page-header';
import { Pager } from '../../ui/pager';
import { RemoveMemberModal } from './remove-member-modal';

const ROLES = [
  { value: 'member', label: 'Member' },
  { value: 'owner', label: 'Owner' },
];
const toRole = (value: string | null) => (value === 'owner' ? 'owner' : 'member');

export function MembersPage() {
  const workspace = useCurrentWorkspace();
  const isOwner = workspace.role === 'owner';
  const [page, setPage] = useState(1);
  const [removing, setRemoving] = useState<Member | null>(null);
  const { data: session } = useSession();
  const members = useMembers(workspace.id, page);
  const change = useChangeMember(workspace.id);
  return (
    <>
      <PageHeader
        title="Members"
        text="Owners connect Bitbucket and choose repositories. Members model and build."
      />
      <Stack>
        {isOwner && <AddMember workspaceId={workspace.id} />}
        <ErrorAlert error={members.error ?? change.error} />
        {members.isPending && <Skeleton height={120} />}
        {members.data && (
          <Table aria-label="Members" verticalSpacing="sm" layout="fixed">
            <Table.Tbody>
              {members.data.items.map((member) => (
                <Table.Tr key={member.accountId}>
                  <Table.Td>
                    <Text size="sm" fw={600} truncate>
                      {member.name} {member.accountId === session?.account.id && '(you)'}
                    </Text>
                    <Text size="sm" c="dimmed" truncate>
                      {member.email}
                    </Text>
                  </Table.Td>
                  <Table.Td w={130}>
                    <Select
                      aria-label={`Role of ${member.name}`}
                      data={ROLES}
                      value={member.role}
                      disabled={!isOwner || change.isPending}
                      allowDeselect={false}
                      onChange={(role) => change.mutate({ accountId: member.accountId, role: toRole(role) })}
                    />
                  </Table.Td>
                  <Table.Td w={50}>
                    <ActionIcon
                      variant="subtle"
                      color="red"
                      disabled={!isOwner && member.accountId !== session?.account.id}
                      aria-label={`Remove ${member.name}`}
                      onClick={() => setRemoving(member)}
                    >
                      <IconTrash size={18} aria-hidden />
                    </ActionIcon>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
        {members.data && <Pager {...members.data} onChange={setPage} noun="members" />}
      </Stack>
      {removing && (
        <RemoveMemberModal
          workspaceId={workspace.id}
          member={removing}
          isOneself={removing.accountId === session?.account.id}
          onClose={() => setRemoving(null)}
        />
      )}
    </>
  );
}

function AddMember({ workspaceId }: { workspaceId: string }) {
  const add = useAddMember(workspaceId);
  const form = useForm<{ email: string; role: 'member' | 'owner' }>({
    initialValues: { email: '', role: 'member' },
    validate: { email: (value) => (/^\S+@\S+\.\S+$/.test(value) ? null : 'Enter a valid e-mail address.') },
  });
  return (
    <Paper
      withBorder
      p="md"
      component="form"
      noValidate
      onSubmit={form.onSubmit((values) => add.mutate(values, { onSuccess: () => form.reset() }))}
    >
      <Stack gap="sm">
        <Group align="flex-start">
          <TextInput
            label="Add someone who has an account"
            placeholder="name@example.com"
            type="email"
            style={{ flex: '1 1 220px' }}
            {...form.getInputProps('email')}
          />
          <Select
            label="Role"
            data={ROLES}
            allowDeselect={false}
            w={130}
            value={form.values.role}
            onChange={(role) => form.setFieldValue('role', toRole(role))}
          />
          <Button type="submit" loading={add.isPending} mt={25}>
            Add
          </Button>
        </Group>
        <ErrorAlert error={add.error} title="Could not add the member" />
      </Stack>
    </Paper>
  );
}
