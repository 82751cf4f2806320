// SPDX-License-Identifier: GPL-3.0-or-later
import { useEffect, useState } from 'preact/hooks';
import { snippet } from '../../logic/text';
import { displayName } from '../../logic/people';
import type { Message, UserBrief } from '../../logic/types';
import { api } from '../../net/http';
import { deleteMessage } from '../../state/actions';
import { learn, myId } from '../../state/store';
import { complain } from '../../state/toasts';
import { fullTime, t } from '../../i18n';
import { Avatar, Empty, Modal, Skeleton } from '../parts';
import { Form, useSubmit } from './form';
import { limits } from '../../limits';

interface Props { message: Message; onClose(): void }
interface Reading { user: UserBrief; read_at?: string | null }

export function DeleteMessage({ message, onClose }: Props) {
  const form = useSubmit(() => deleteMessage(message), onClose);
  return (
    <Modal title={t('deleteTitle')} onClose={onClose} class="small">
      <Form form={form} action={t('delete')} onCancel={onClose} danger>
        <blockquote class="preview" dir="auto">{snippet(message.content, 200)}</blockquote>
        <p class="lead">{t('deleteLead')}</p>
      </Form>
    </Modal>
  );
}

export function Readers({ message, onClose }: Props) {
  const [found, setFound] = useState<Reading[] | null>(null);
  useEffect(() => {
    api.get<{ items: Reading[] }>(`messages/${message.id}/readers`, { limit: limits.pageMax }).then(({ items }) => {
      learn(...items.map((one) => one.user));
      setFound(items.filter((one) => one.user.id !== message.sender.id));
    }, (error) => {
      complain(error);
      onClose();
    });
  }, [message.id]);
  return (
    <Modal title={t('readersTitle')} onClose={onClose} class="small">
      <ul class="results">
        {!found && <Skeleton rows={3} />}
        {found?.length === 0 && <Empty icon="eye" title={t('nobodyYet')} />}
        {found?.map(({ user, read_at }) => (
          <li key={user.id}>
            <span class="personrow">
              <Avatar user={user} presence />
              <span><strong>{displayName(user)}{user.id === myId.value && <small> · {t('you')}</small>}</strong><small>{read_at ? fullTime(read_at) : `@${user.username}`}</small></span>
            </span>
          </li>
        ))}
      </ul>
    </Modal>
  );
}
