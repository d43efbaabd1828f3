import { Anchor, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useSignIn } from '../../api/workspaces/session';
import { ErrorAlert } from '../../ui/error-alert';
import { AuthFrame, safeReturnPath } from './auth-frame';

export function SignInPage() {
  const signIn = useSignIn();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const form = useForm({
    initialValues: { email: '', password: '' },
    validate: {
      email: (value) => (/^\S+@\S+$/.test(value) ? null : 'Enter the e-mail address of your account.'),
      password: (value) => (value ? null : 'Enter your password.'),
    },
  });
  const submit = form.onSubmit((values) =>
    signIn.mutate(values, {
      onSuccess: () => void navigate(safeReturnPath(search.get('from')), { replace: true }),
    }),
  );
  return (
    <AuthFrame title="Sign in" text="Model a service, press Build, review the pull request.">
      <form onSubmit={submit} noValidate>
        <Stack>
          <ErrorAlert error={signIn.error} title="Could not sign in" />
          <TextInput
            label="E-mail address"
            type="email"
            autoComplete="username"
            autoFocus
            {...form.getInputProps('email')}
          />
          <PasswordInput
            label="Password"
            autoComplete="current-password"
            {...form.getInputProps('password')}
          />
          <Button type="submit" loading={signIn.isPending} fullWidth>
            Sign in
          </Button>
        </Stack>
      </form>
      <Text size="sm" ta="center">
        No account yet?{' '}
        <Anchor underline="always" component={Link} to={{ pathname: '/sign-up', search: search.toString() }}>
          Sign up
        </Anchor>
      </Text>
    </AuthFrame>
  );
}
