// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// An office in its busiest hour, in numbers, each with its reason. "Seen" is what a vendor
// publishes; where vendors differ the one that costs a server most is taken, so that a figure of
// this scenario is rather too low than too high. Rates are those of one connected person.
//
// The sources, by the names used below:
// - Rocket.Chat: the defaults of its load tester (Rocket.Chat.Load.Tester, README).
// - Mattermost: the profile of its load test (mattermost-load-test-ng, simulcontroller and
//   config.sample.json), "extrapolated from real frequencies" of its own community server in the
//   two busiest hours of a week.
// - Zulip: "Performance and scalability" in its documentation, requests of zulip.com.
// - Slack: "Work is fueled by true engagement" (October 2019) and the press about it; that the day
//   has two peaks, at 11 and at 2 o'clock, is in "Real-time messaging" (2023).
// - Microsoft: Work Trend Index, "Breaking down the infinite workday" (June 2025).

#include "shared/limits.h"

#include <chrono>

namespace kith::bench::office {

using namespace std::chrono_literals;

// ---- What a person does -------------------------------------------------------------------

/// Messages an hour. Seen: 10.3 (Rocket.Chat: MESSAGE_SENDING_RATE, one in 350 s). Mattermost's
/// mean over its mix of slow and fast people is 3.0, that of its fastest twentieth 13.
inline constexpr double kSends = 10;
/// Chats opened for each message sent. Seen: 7.5 (Mattermost: SwitchChannel 6.5 and
/// OpenDirectOrGroupChannel 1.0 to one CreatePost; Zulip reads 6 pages of history to one message).
/// Each is a page of history, one of its members and one of its readers over REST, a `read` if
/// something is unread there, and a `watch` of those members: what Kith's own page does.
inline constexpr double kOpens = 7.5;
/// Older pages of history for each message sent. Seen: 2.0 (Mattermost: ScrollChannel).
inline constexpr double kScrolls = 2;
/// Sockets lost for each message sent. Seen: 0.144 (Mattermost: ReconnectWebSocket).
inline constexpr double kReconnects = 0.144;
/// How long such a person is away: longer than presence.offline_after, so that it is told.
inline constexpr auto kAway = 15s;
/// One in so many of those who are connected is at it; all that is done is done by these. Seen:
/// Slack's users are connected for nine hours a day and active for 90 minutes.
inline constexpr unsigned kActiveOneIn = 6;

/// How long a message is written: 60 characters at 52 words a minute, what 136 million keystrokes
/// of 168,000 people came to (Dhakal and others, CHI 2018).
inline constexpr auto kComposing = 14s;
/// `typing` is said so often while one writes, and once more at the end. Kith's page does it every
/// 3 s, Mattermost's and Twilio's clients every 5.
inline constexpr auto kTypingEvery = 3s;
/// A message that arrives in the chat that is open is marked as read so much later (Kith's page).
inline constexpr auto kReadAfter = 300ms;

// ---- Where they are -------------------------------------------------------------------------

/// Direct chats of each person. With these everybody is in 13 chats, 62 % of them direct; seen:
/// 60 % (Mattermost: PercentDirectChannels), and "the average Slack user is part of 15 channels".
inline constexpr unsigned kDirects = 8;
/// A team, and people of ten teams in a project.
inline constexpr unsigned kSmall = 10;
/// A department, and a subject that interests people of all departments.
inline constexpr unsigned kLarge = 100;
/// Everybody, as far as Kith lets them into one channel (chat.channel_members).
inline constexpr unsigned kGeneral = 10'000;

/// Of 100 messages so many go to a direct chat, to ten, to a hundred. No vendor tells this. With
/// these a person is sent 140 messages an hour; Microsoft counts 153 a day.
inline constexpr unsigned kToDirect = 50;
inline constexpr unsigned kToSmall = 40;
inline constexpr unsigned kToLarge = 10;
/// Messages to everybody in each measured step, evenly spread: many more than such a channel sees,
/// but a step without one would tell of a better hour than there is.
inline constexpr unsigned kToGeneral = 1;

// ---- What is there already ------------------------------------------------------------------

/// Messages in each direct chat, and in each other one: enough for the page that is read.
inline constexpr unsigned kSaidDirect = 10;
inline constexpr unsigned kSaid = 50;
/// Of history, members and readers: what Kith's page asks for.
inline constexpr unsigned kHistoryPage = limits::kPageDefault;
inline constexpr unsigned kMembersPage = limits::kPageMax;

// ---- What is wanted -------------------------------------------------------------------------

/// From the moment at which a message was due to its arrival, of 99 deliveries in 100, and the same
/// of requests: what people take for "at once" (Nielsen 1993).
inline constexpr double kSoonMs = 100;

} // namespace kith::bench::office
