// SPDX-License-Identifier: GPL-3.0-or-later
// A person's card, one's own profile, and one's status.
import { useEffect, useState } from 'preact/hooks';
import { displayName, liveStatus } from '../../logic/people';
import type { User } from '../../logic/types';
import { api } from '../../net/http';
import { saveProfile, saveStatus, talkTo } from '../../state/actions';
import { learn, me, myId, person } from '../../state/store';
import { unwatch, watch } from '../../state/presence';
import { toast } from '../../state/toasts';
import { closeDialog, open } from '../../state/view';
import { fullTime, t } from '../../i18n';
import { EmojiPicker } from '../emoji';
import { Icon } from '../icons';
import { Avatar, Field, Modal, usePopup } from '../parts';
import { Presence } from '../conversation';
import { Form, useSubmit } from './form';
import { limits } from '../../limits';

interface Props { onClose(): void }

export function PersonCard({ id, onClose }: Props & { id: number }) {
  useEffect(() => {
    watch('card', [id]);
    api.get<User>(`users/${id}`).then(learn, () => undefined);
    return () => unwatch('card');
  }, [id]);
  const known = person(id).value;
  if (!known) return null;
  const facts = [known.title, known.team].filter(Boolean).join(' · ');
  const write = () => {
    closeDialog();
    void talkTo(id);
  };
  return (
    <Modal title={displayName(known)} onClose={onClose} class="small card">
      <div class="personcard">
        <Avatar user={known} size="l" presence />
        <strong>{displayName(known)}</strong>
        <span class="faded">@{known.username}</span>
        <span class="faded"><Presence userId={id} /></span>
        {facts && <span>{facts}</span>}
        {known.about && <p dir="auto">{known.about}</p>}
        {known.email && <span class="faded">{known.email}</span>}
        {id === myId.value
          ? <button type="button" class="quiet" onClick={() => open({ kind: 'profile' })}><Icon name="edit" size={16} />{t('editProfile')}</button>
          : <button type="button" class="primary" onClick={write}>{t('write')}</button>}
      </div>
    </Modal>
  );
}

export function Profile({ onClose }: Props) {
  const user = me.peek()!;
  const [fields, setFields] = useState({ full_name: user.full_name, title: user.title, team: user.team, about: user.about });
  const set = (name: keyof typeof fields) => (value: string) => setFields((before) => ({ ...before, [name]: value }));
  const form = useSubmit(() => saveProfile(fields), () => {
    toast(t('profileSaved'));
    onClose();
  });
  return (
    <Modal title={t('profile')} onClose={onClose}>
      <Form form={form} action={t('save')} onCancel={onClose}>
        <div class="profilehead"><Avatar user={user} size="l" /><span><strong>@{user.username}</strong><small>{user.email}</small><small>{fullTime(user.created_at)}</small></span></div>
        <Field label={t('fullName')} name="full_name" value={fields.full_name} onInput={set('full_name')} error={form.errors.full_name} maxLength={limits.nameChars} autocomplete="name" autofocus />
        <div class="pair">
          <Field label={t('jobTitle')} name="title" value={fields.title} onInput={set('title')} error={form.errors.title} maxLength={limits.nameChars} autocomplete="organization-title" />
          <Field label={t('team')} name="team" value={fields.team} onInput={set('team')} error={form.errors.team} maxLength={limits.nameChars} />
        </div>
        <Field label={t('about')} name="about" value={fields.about} onInput={set('about')} error={form.errors.about} maxLength={limits.aboutChars} rows={3} />
      </Form>
    </Modal>
  );
}

const minute = 60_000;
const ends = ['never', 'in30', 'in60', 'in240', 'endOfDay'] as const;
type End = (typeof ends)[number];

function expiry(end: End): string | null {
  if (end === 'never') return null;
  if (end === 'endOfDay') return new Date(new Date().setHours(23, 59, 59, 0)).toISOString();
  const minutes = { in30: 30, in60: 60, in240: 240 }[end];
  return new Date(Date.now() + minutes * minute).toISOString();
}

const ready = [['📅', 'statusMeeting', 'in60'], ['🍕', 'statusLunch', 'in60'], ['💻', 'statusFocus', 'in240'], ['🌱', 'statusAway', 'endOfDay']] as const;

export function Status({ onClose }: Props) {
  const now = liveStatus(me.peek()?.status);
  const [text, setText] = useState(now?.text ?? '');
  const [emoji, setEmoji] = useState(now?.emoji ?? '');
  const [end, setEnd] = useState<End>('never');
  const picker = usePopup();
  const save = (clear: boolean) => saveStatus(clear ? { text: '', emoji: '', expires_at: null } : { text: text.trim(), emoji, expires_at: expiry(end) });
  const form = useSubmit(() => save(false), onClose);
  const clear = useSubmit(() => save(true), onClose);
  return (
    <Modal title={t('setStatus')} onClose={onClose}>
      <Form form={form} action={t('save')} onCancel={onClose}>
        <div class="statusline">
          <button type="button" class="statusemoji" aria-label={t('emoji')} onClick={picker.open}>{emoji || <Icon name="smile" />}</button>
          <Field label={t('statusText')} name="text" value={text} onInput={setText} error={form.errors.text} maxLength={limits.statusChars} autofocus />
        </div>
        {picker.anchor && <EmojiPicker anchor={picker.anchor} onPick={setEmoji} onClose={picker.close} />}
        <div class="chips">
          {ready.map(([sign, label, until]) => (
            <button type="button" key={label} onClick={() => { setEmoji(sign); setText(t(label)); setEnd(until); }}>{sign} {t(label)}</button>
          ))}
        </div>
        <label class="select">{t('statusUntil')}
          <select value={end} onChange={(event) => setEnd(event.currentTarget.value as End)}>{ends.map((one) => <option value={one} key={one}>{t(one)}</option>)}</select>
        </label>
        {now && <button type="button" class="linklike" onClick={clear.submit}>{t('clearStatus')}</button>}
      </Form>
    </Modal>
  );
}
