// SPDX-License-Identifier: GPL-3.0-or-later
#include "native/socket.h"

#include "native/events.h"
#include "native/frames.h"

namespace kith::api {

std::vector<SocketMount> nativeSockets()
{
    static constexpr StreamCodec codec{
        .encode = encodeNative, .clientFrames = clientFrames, .encodeError = encodeError};
    std::vector<SocketMount> mounts;
    for (const char *path : {"/api/v2/ws", "/api/v2/ws/"})
        mounts.push_back({.path = path,
            .summary = "All streams of a person, live",
            .auth = SocketMount::Auth::Frames,
            .streams = &codec});
    return mounts;
}

} // namespace kith::api
