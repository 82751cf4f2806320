// SPDX-License-Identifier: GPL-3.0-or-later
// Signing in and registering. What is wrong is said at the field that it is about.
import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiError } from '../net/http';
import { register, signIn } from '../net/session';
import { explain } from '../state/toasts';
import { demo } from '../state/health';
import { t } from '../i18n';
import { Field, IconButton } from './parts';
import { Mark } from './mark';
import { limits } from '../limits';

type Fields = Record<'login' | 'password' | 'username' | 'email' | 'full_name', string>;
type Errors = Partial<Record<keyof Fields, string>>;

const demoPeople = ['admin@admin.ru', 'api-test@example.com', 'user1@example.com', 'user2@example.com', 'user3@example.com'];

function missing(isNew: boolean, fields: Fields): Errors {
  const errors: Errors = {};
  if (!isNew) {
    if (!fields.login.trim()) errors.login = t('needLogin');
    if (!fields.password) errors.password = t('needPassword');
    return errors;
  }
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._-]{2,49}$/u.test(fields.username)) errors.username = t('needUsername');
  if (!/^[^\s@]+@[^\s@]+$/.test(fields.email)) errors.email = t('needEmail');
  if (Array.from(fields.password).length < 8) errors.password = t('needLongPassword');
  return errors;
}

function fromServer(error: unknown, isNew: boolean): { fields: Errors; general: string } {
  if (!(error instanceof ApiError)) return { fields: {}, general: explain(error) };
  const fields: Errors = { ...error.fields };
  if (error.code === 'conflict' && fields.username) fields.username = t('usernameTaken');
  if (error.code === 'conflict' && fields.email) fields.email = t('emailTaken');
  if (error.status === 401 && !isNew) fields.password = t('wrongLogin');
  if (Object.keys(fields).length) return { fields, general: '' };
  // Here "forbidden" has a reason that one must read: a closed registration, a suspended account.
  return { fields, general: error.code === 'forbidden' && error.detail ? error.detail : explain(error) };
}

export function AuthScreen() {
  const [isNew, setNew] = useState(false);
  const [fields, setFields] = useState<Fields>({ login: '', password: '', username: '', email: '', full_name: '' });
  const [errors, setErrors] = useState<Errors>({});
  const [general, setGeneral] = useState('');
  const [busy, setBusy] = useState(false);
  const [shown, setShown] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    if (Object.keys(errors).length) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [errors]);

  const set = (name: keyof Fields) => (value: string) => {
    setFields((before) => ({ ...before, [name]: value }));
    setErrors(({ [name]: _, ...others }) => others);
  };

  async function submit(event?: Event, as: Fields = fields) {
    event?.preventDefault();
    const found = missing(isNew, as);
    setErrors(found);
    setGeneral('');
    if (Object.keys(found).length || busy) return;
    setBusy(true);
    try {
      if (isNew) await register({ username: as.username, email: as.email, password: as.password, full_name: as.full_name });
      else await signIn(as.login.trim(), as.password);
    } catch (error) {
      const said = fromServer(error, isNew);
      setErrors(said.fields);
      setGeneral(said.general);
      setBusy(false);
    }
  }

  const change = (next: boolean) => {
    setNew(next);
    setErrors({});
    setGeneral('');
  };
  const asDemo = (login: string) => {
    const next = { ...fields, login, password: 'admin' };
    setFields(next);
    void submit(undefined, next);
  };

  return (
    <main class="auth">
      <section class="authcard">
        <Mark size={52} />
        <h1>{t(isNew ? 'register' : 'signIn')}</h1>
        <p class="lead">{t(isNew ? 'registerLead' : 'signInLead')}</p>
        <form ref={form} onSubmit={submit} noValidate key={String(isNew)}>
          {isNew ? (
            <>
              <Field label={t('fullName')} hint={t('optional')} name="full_name" value={fields.full_name} onInput={set('full_name')} error={errors.full_name} autocomplete="name" maxLength={limits.nameChars} autofocus />
              <Field label={t('username')} name="username" value={fields.username} onInput={set('username')} error={errors.username} autocomplete="username" maxLength={limits.usernameMax} />
              <Field label={t('email')} name="email" type="email" value={fields.email} onInput={set('email')} error={errors.email} autocomplete="email" />
            </>
          ) : (
            <Field label={t('loginField')} name="login" value={fields.login} onInput={set('login')} error={errors.login} autocomplete="username" autofocus />
          )}
          <Field label={t('password')} name="password" type={shown ? 'text' : 'password'} value={fields.password} onInput={set('password')} error={errors.password} autocomplete={isNew ? 'new-password' : 'current-password'}>
            <IconButton icon="eye" class={shown ? 'pressed' : ''} label={t(shown ? 'hidePassword' : 'showPassword')} onClick={() => setShown(!shown)} />
          </Field>
          {general && <p class="formerror" role="alert">{general}</p>}
          <button class="primary" type="submit" disabled={busy}>{t(isNew ? 'register' : 'signIn')}</button>
        </form>
        <p class="switch">
          {t(isNew ? 'haveAccount' : 'noAccount')}{' '}
          <button type="button" class="linklike" onClick={() => change(!isNew)}>{t(isNew ? 'signIn' : 'register')}</button>
        </p>
        {demo.value && !isNew && (
          <div class="demopeople">
            <h2>{t('demoPeople')}</h2>
            <ul>{demoPeople.map((login) => <li key={login}><button type="button" disabled={busy} onClick={() => asDemo(login)}>{login}</button></li>)}</ul>
            <p>{t('demoHint')}</p>
          </div>
        )}
      </section>
      <p class="tagline">{t('tagline')}</p>
    </main>
  );
}
