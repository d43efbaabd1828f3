import { Center, Container, Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Logo } from '../../ui/logo';

/** The frame that sign-in and sign-up share. */
export function AuthFrame({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <Container size={440} py={{ base: 'xl', sm: 80 }} component="main">
      <Stack gap="lg">
        <Center>
          <Logo />
        </Center>
        <Paper withBorder p={{ base: 'md', sm: 'xl' }}>
          <Stack gap="md">
            <div>
              <Title order={1} size="h3">
                {title}
              </Title>
              <Text c="dimmed" size="sm" mt={4}>
                {text}
              </Text>
            </div>
            {children}
          </Stack>
        </Paper>
      </Stack>
    </Container>
  );
}

/** Where to go after sign-in: a path of this application and nothing else. */
export function safeReturnPath(from: string | null): string {
  return from && /^\/(?![/\\])/.test(from) ? from : '/';
}
