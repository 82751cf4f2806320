# SPDX-License-Identifier: GPL-3.0-or-later
# The package of the server.
include(GNUInstallDirs)

install(TARGETS kithd COMPONENT server)
install(FILES "${CMAKE_SOURCE_DIR}/resources/systemd/kithd.service"
    DESTINATION lib/systemd/system COMPONENT server)
install(FILES kithd/kithd.sysusers DESTINATION lib/sysusers.d RENAME kithd.conf COMPONENT server)
install(FILES "${made}/kithd.8.gz" DESTINATION share/man/man8 COMPONENT server)
install(FILES "${made}/kithd.conf.5.gz" DESTINATION share/man/man5 COMPONENT server)
install(FILES copyright "${made}/changelog.Debian.gz" "${made}/changelog.gz"
        "${CMAKE_SOURCE_DIR}/docs/operations.md" "${CMAKE_SOURCE_DIR}/docs/configuration.md"
    DESTINATION share/doc/kithd COMPONENT server)
install(FILES "${CMAKE_SOURCE_DIR}/resources/kithd.conf.example"
    DESTINATION share/doc/kithd COMPONENT server)
install(FILES kithd/lintian-overrides DESTINATION share/lintian/overrides RENAME kithd COMPONENT server)
# The package's script gives it to the group kith, which is not there yet.
install(FILES "${CMAKE_SOURCE_DIR}/resources/kithd.conf.example"
    DESTINATION /etc/kith RENAME kithd.conf PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ
    COMPONENT server)

set(CPACK_DEBIAN_SERVER_PACKAGE_NAME kithd)
set(CPACK_COMPONENT_SERVER_DESCRIPTION "self-hosted team chat server
One program with an embedded database, a REST API, a realtime socket and a
chat page. It never loses a message that it acknowledged, and lets clients
resume without a gap after any interruption. MariaDB or MySQL can hold the
data instead of the embedded SQLite.")
# Found by no scan of the program: the driver is a plugin, the user comes from a file.
set(CPACK_DEBIAN_SERVER_PACKAGE_DEPENDS
    "libqt6sql6-sqlite, systemd | systemd-standalone-sysusers | systemd-sysusers")
# A proxy for TLS, and MariaDB (its client also makes the backups) for those who outgrow SQLite.
set(CPACK_DEBIAN_SERVER_PACKAGE_SUGGESTS "caddy | nginx, mariadb-server, mariadb-client")
set(CPACK_DEBIAN_SERVER_PACKAGE_CONTROL_EXTRA
    "${CMAKE_CURRENT_SOURCE_DIR}/kithd/conffiles" "${CMAKE_CURRENT_SOURCE_DIR}/kithd/postinst"
    "${CMAKE_CURRENT_SOURCE_DIR}/kithd/prerm" "${CMAKE_CURRENT_SOURCE_DIR}/kithd/postrm")
