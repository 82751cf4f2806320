// SPDX-License-Identifier: GPL-3.0-or-later
// Shapes of the native API, as shared/model of the server has them.

export interface UserStatus { text: string; emoji: string; expires_at: string | null }

export interface UserBrief { id: number; username: string; full_name: string; avatar_url: string | null }

export interface User extends UserBrief {
  email: string | null;
  title: string;
  team: string;
  about: string;
  role: 'user' | 'moderator' | 'admin' | 'owner';
  is_active: boolean;
  is_online: boolean;
  last_seen: string | null;
  status: UserStatus | null;
  created_at: string;
}

/** What the page knows of a person: a brief from a message at least, a whole user at best. */
export type Person = UserBrief & Partial<User>;

export interface Token {
  access_token: string;
  refresh_token: string;
  token_type: string;
  expires_in: number;
  user: User;
}

export type Role = 'owner' | 'admin' | 'member';

export interface MyChat {
  role: Role;
  last_read_seq: number;
  unread_count: number;
  mention_count: number;
  muted: boolean;
}

export interface Chat {
  id: number;
  kind: 'direct' | 'group' | 'channel';
  name: string;
  topic: string;
  is_public: boolean;
  is_archived: boolean;
  created_by: number | null;
  created_at: string;
  updated_at: string;
  last_seq: number;
  member_count: number;
  members: UserBrief[];
  my: MyChat | null;
  last_message: Message | null;
}

export interface Member { user: User; role: Role; joined_at: string; last_read_seq: number }

export interface Reaction { emoji: string; count: number; user_ids: number[] }

export interface Message {
  id: number;
  chat_id: number;
  seq: number;
  sender: UserBrief;
  content: string;
  type: 'text' | 'image' | 'file' | 'system';
  reply_to: number | null;
  client_id: string | null;
  created_at: string;
  edited_at: string | null;
  is_deleted: boolean;
  reactions: Reaction[];
  mentions: number[];
  attachments: unknown[];
}

export interface Page<T> { items: T[]; next: string | null; prev: string | null }

export interface ReadState {
  chat_id: number;
  last_read_seq: number;
  unread_count: number;
  mention_count: number;
}

/** Any frame of the socket. Events of a stream have `stream` and `seq`, live state has not. */
export interface Frame {
  type: string;
  stream?: string;
  seq?: number;
  chat_id?: number;
  user_id?: number;
  message_id?: number;
  message?: Message | null;
  member?: Member | null;
  chat?: Chat | null;
  user?: User;
  on?: boolean;
  is_online?: boolean;
  last_seen?: string | null;
  status?: UserStatus | null;
  client_id?: string | null;
  code?: string;
  detail?: string;
  streams?: Record<string, any>;
}
