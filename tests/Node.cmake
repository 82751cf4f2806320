# SPDX-License-Identifier: GPL-3.0-or-later
# The tests that are written for Node.js: whether they are part of this build, and their packages.
# Both lie in a copy in the build folder: the source tree is never written to.
set(KITH_HAS_NODE OFF)
if(NOT KITH_NODE_TESTS STREQUAL "OFF")
    find_program(KITH_NODE node)
    find_program(KITH_NPM npm)
    if(KITH_NODE AND KITH_NPM)
        set(KITH_HAS_NODE ON)
    elseif(KITH_NODE_TESTS STREQUAL "ON")
        message(FATAL_ERROR "KITH_NODE_TESTS is ON, and node or npm is not found (scripts/packages, group test)")
    endif()
endif()
message(STATUS "Tests for Node.js: ${KITH_HAS_NODE}")
if(NOT KITH_HAS_NODE)
    return()
endif()

# One set of packages for all folders: node looks for them in the folders above a script.
set(node_packages package.json package-lock.json .npmrc)
list(TRANSFORM node_packages PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/")
set(KITH_NPM_STAMP "${CMAKE_CURRENT_BINARY_DIR}/npm.stamp")
add_custom_command(
    OUTPUT "${KITH_NPM_STAMP}"
    COMMAND ${CMAKE_COMMAND} -E copy ${node_packages} "${CMAKE_CURRENT_BINARY_DIR}"
    COMMAND ${CMAKE_COMMAND} -E chdir "${CMAKE_CURRENT_BINARY_DIR}" "${KITH_NPM}" ci --prefer-offline --loglevel=error
    COMMAND ${CMAKE_COMMAND} -E touch "${KITH_NPM_STAMP}"
    DEPENDS ${node_packages}
    COMMENT "Installing the packages of the tests for Node.js from the lock file" VERBATIM)
add_custom_target(kith_node_packages ALL DEPENDS "${KITH_NPM_STAMP}")

# kith_node_tests(target FOLDER files…): a target that copies them to FOLDER of the build's tests.
function(kith_node_tests target folder)
    set(sources ${ARGN})
    list(TRANSFORM sources PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/")
    set(copy "${CMAKE_BINARY_DIR}/tests/${folder}")
    add_custom_command(
        OUTPUT "${copy}/${target}.stamp"
        COMMAND ${CMAKE_COMMAND} -E copy ${sources} "${copy}"
        COMMAND ${CMAKE_COMMAND} -E touch "${copy}/${target}.stamp"
        DEPENDS ${sources} VERBATIM)
    add_custom_target(${target} ALL DEPENDS "${copy}/${target}.stamp")
    add_dependencies(${target} kith_node_packages)
endfunction()
