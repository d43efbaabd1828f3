import { Anchor, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { ApiError } from '../../api/api-error';
import { useSignUp } from '../../api/workspaces/session';
import { ErrorAlert } from '../../ui/error-alert';
import { AuthFrame, safeReturnPath } from './auth-frame';

export function SignUpPage() {
  const signUp = useSignUp();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const form = useForm({
    initialValues: { name: '', email: '', password: '' },
    validate: {
      name: (value) => (value.trim() ? null : 'Enter your name.'),
      email: (value) => (/^\S+@\S+\.\S+$/.test(value) ? null : 'Enter a valid e-mail address.'),
      password: (value) => (value.length >= 8 ? null : 'Use at least 8 characters.'),
    },
  });
  const submit = form.onSubmit((values) =>
    signUp.mutate(values, {
      onSuccess: () => void navigate(safeReturnPath(search.get('from')), { replace: true }),
      onError: (error) => {
        if (error instanceof ApiError)
          form.setErrors(Object.fromEntries(error.fields.map((field) => [field.path, field.message])));
      },
    }),
  );
  const fieldsSayIt = signUp.error instanceof ApiError && signUp.error.fields.length > 0;
  return (
    <AuthFrame title="Create your account" text="You get a workspace with a sample service, ready to build.">
      <form onSubmit={submit} noValidate>
        <Stack>
          {!fieldsSayIt && <ErrorAlert error={signUp.error} title="Could not create the account" />}
          <TextInput label="Name" autoComplete="name" autoFocus {...form.getInputProps('name')} />
          <TextInput
            label="E-mail address"
            type="email"
            autoComplete="username"
            {...form.getInputProps('email')}
          />
          <PasswordInput
            label="Password"
            description="At least 8 characters"
            autoComplete="new-password"
            {...form.getInputProps('password')}
          />
          <Button type="submit" loading={signUp.isPending} fullWidth>
            Sign up
          </Button>
        </Stack>
      </form>
      <Text size="sm" ta="center">
        You have an account?{' '}
        <Anchor underline="always" component={Link} to={{ pathname: '/sign-in', search: search.toString() }}>
          Sign in
        </Anchor>
      </Text>
    </AuthFrame>
  );
}
