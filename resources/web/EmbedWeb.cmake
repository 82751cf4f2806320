# SPDX-License-Identifier: GPL-3.0-or-later
# npm ci (only when the lock file changes), the bundle (only when a source changes), and rcc.
# Everything happens in a copy in the build folder: the source tree is never written to, and build
# folders do not disturb one another.
find_program(KITH_NPM npm REQUIRED)
find_program(KITH_NODE node REQUIRED)

set(source "${CMAKE_CURRENT_SOURCE_DIR}/web")
set(copy "${CMAKE_CURRENT_BINARY_DIR}/web")
set(dist "${copy}/dist")
# Only here are files found by pattern: forty small modules come and go with the page's design.
file(GLOB_RECURSE web_sources CONFIGURE_DEPENDS "${source}/chat/*" "${source}/pages/*" "${source}/test/*")
list(APPEND web_sources "${source}/build.mjs" "${source}/tsconfig.json")

add_custom_command(
    OUTPUT "${copy}/npm.stamp"
    COMMAND ${CMAKE_COMMAND} -E make_directory "${copy}"
    COMMAND ${CMAKE_COMMAND} -E copy "${source}/package.json" "${source}/package-lock.json" "${source}/.npmrc" "${copy}"
    COMMAND ${CMAKE_COMMAND} -E chdir "${copy}" "${KITH_NPM}" ci --prefer-offline --no-audit --no-fund --loglevel=error
    COMMAND ${CMAKE_COMMAND} -E touch "${copy}/npm.stamp"
    DEPENDS "${source}/package.json" "${source}/package-lock.json" "${source}/.npmrc"
    COMMENT "Installing the page's packages from the lock file" VERBATIM)

add_custom_command(
    OUTPUT "${dist}/web.qrc" "${dist}/assets_table.inc"
    COMMAND ${CMAKE_COMMAND} -E rm -rf "${copy}/chat" "${copy}/pages" "${copy}/test"
    COMMAND ${CMAKE_COMMAND} -E copy_directory "${source}/chat" "${copy}/chat"
    COMMAND ${CMAKE_COMMAND} -E copy_directory "${source}/pages" "${copy}/pages"
    COMMAND ${CMAKE_COMMAND} -E copy_directory "${source}/test" "${copy}/test"
    COMMAND ${CMAKE_COMMAND} -E copy "${source}/build.mjs" "${source}/tsconfig.json" "${copy}"
    COMMAND "${KITH_NODE}" "${copy}/build.mjs" --out "${dist}"
    DEPENDS "${copy}/npm.stamp" ${web_sources}
    COMMENT "Building the chat page and the API pages" VERBATIM)

# rcc in two passes puts megabytes straight into the object file; as C++ arrays they would take
# the compiler a gigabyte. --no-compress: half of the bytes are gzip already, and what is not
# compressed can be sent from where it lies.
set(rcc_options --name kithweb --no-compress)
add_custom_command(
    OUTPUT "${dist}/resource.cpp"
    COMMAND Qt6::rcc ${rcc_options} --pass 1 --output "${dist}/resource.cpp" "${dist}/web.qrc"
    DEPENDS "${dist}/web.qrc" VERBATIM)
add_library(kith_web_placeholder OBJECT "${dist}/resource.cpp")
target_link_libraries(kith_web_placeholder PRIVATE Qt6::Core)
set_target_properties(kith_web_placeholder PROPERTIES AUTOMOC OFF)
add_custom_command(
    OUTPUT "${dist}/resource.o"
    COMMAND Qt6::rcc ${rcc_options} --pass 2 --temp $<TARGET_OBJECTS:kith_web_placeholder>
            --output "${dist}/resource.o" "${dist}/web.qrc"
    DEPENDS kith_web_placeholder $<TARGET_OBJECTS:kith_web_placeholder> "${dist}/web.qrc" VERBATIM)

set_source_files_properties("${dist}/resource.o" PROPERTIES EXTERNAL_OBJECT ON GENERATED ON)
set_source_files_properties(assets.cpp PROPERTIES OBJECT_DEPENDS "${dist}/assets_table.inc")
target_sources(kith_web PRIVATE "${dist}/resource.o")
target_include_directories(kith_web PRIVATE "${dist}")
target_compile_definitions(kith_web PRIVATE KITH_WEB_EMBEDDED)
