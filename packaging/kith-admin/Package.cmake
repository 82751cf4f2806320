# SPDX-License-Identifier: GPL-3.0-or-later
# The package of the console.
set(folder "${CMAKE_CURRENT_SOURCE_DIR}/kith-admin")
kith_gzip("${folder}/kith-admin.1" "${made}/kith-admin.1.gz")
add_custom_target(kith_packaged_console ALL DEPENDS "${made}/kith-admin.1.gz")

install(TARGETS kith-admin COMPONENT console)
install(FILES "${folder}/org.kith.Admin.desktop" DESTINATION share/applications COMPONENT console)
install(FILES "${folder}/org.kith.Admin.metainfo.xml" DESTINATION share/metainfo COMPONENT console)
# The same mark as the pages that the server serves.
install(FILES "${CMAKE_SOURCE_DIR}/resources/web/pages/kith.svg"
    DESTINATION share/icons/hicolor/scalable/apps RENAME org.kith.Admin.svg COMPONENT console)
install(FILES "${made}/kith-admin.1.gz" DESTINATION share/man/man1 COMPONENT console)
install(FILES copyright "${made}/changelog.Debian.gz" "${made}/changelog.gz"
    DESTINATION share/doc/kith-admin COMPONENT console)

list(APPEND CPACK_COMPONENTS_ALL console)
set(CPACK_DEBIAN_CONSOLE_PACKAGE_NAME kith-admin)
set(CPACK_COMPONENT_CONSOLE_DESCRIPTION "desktop console of the Kith team chat server
Shows how a server is, who is on it and what happens, and does what an
operator has to do: people, chats, sessions, connections, the audit log. It
talks to the same API as every client and can be on another machine.")
# Where tokens are kept (asked for when it is needed, so no scan finds it), and Wayland.
set(CPACK_DEBIAN_CONSOLE_PACKAGE_RECOMMENDS
    "libsecret-1-0, gnome-keyring | kwalletmanager | keepassxc, qt6-wayland")
