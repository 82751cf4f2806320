# SPDX-License-Identifier: GPL-3.0-or-later
# How tests are declared.

# kith_add_test(NAME name COMMAND … [WORKING_DIRECTORY …] [COST seconds]): add_test(), with the
# processor time noted for scripts/test-times. COST is about what the test takes on the clock, where
# that is long: ctest begins with the dearest, so that none of them is left for the end.
file(MAKE_DIRECTORY "${CMAKE_BINARY_DIR}/Testing/processor")
function(kith_add_test)
    cmake_parse_arguments(arg "" "NAME;WORKING_DIRECTORY;COST" "COMMAND" ${ARGN})
    set(folder "")
    if(arg_WORKING_DIRECTORY)
        set(folder WORKING_DIRECTORY "${arg_WORKING_DIRECTORY}")
    endif()
    add_test(NAME ${arg_NAME} ${folder} COMMAND "${CMAKE_SOURCE_DIR}/tests/measured"
        "${CMAKE_BINARY_DIR}/Testing/processor/${arg_NAME}" ${arg_COMMAND})
    if(arg_COST)
        set_tests_properties(${arg_NAME} PROPERTIES COST ${arg_COST})
    endif()
endfunction()

# kith_test_program(program [SOURCES …] LINK targets…)
# The Qt Test classes of a folder in one program (tests/runner/runner.h); kith_tests() fills it.
function(kith_test_program program)
    cmake_parse_arguments(arg "" "" "SOURCES;LINK" ${ARGN})
    add_executable(${program} ${arg_SOURCES})
    set_target_properties(${program} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
    target_link_libraries(${program} PRIVATE kith_flags kith::runner ${arg_LINK})
    if(TARGET kith_pch)
        target_precompile_headers(${program} REUSE_FROM kith_pch)
    endif()
    # A test's class has members of types that are its file's own; compiled together with others,
    # the file looks like a header to GCC.
    target_compile_options(${program} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
endfunction()

# kith_tests(program name… [FOLDER folder] [LABELS …] [TIMEOUT seconds] [COST seconds] [NEEDS targets…])
# For each name: tst_NAME.cpp, of this folder or of another, in the program, a test that is called so, a link to the program under
# this name in <build>/tests, and a target that builds it with what it needs. Label "quick" puts it
# into `./test.sh --quick`, label "long" takes it out of all but `./test.sh --long`.
function(kith_tests program)
    cmake_parse_arguments(arg "" "FOLDER;TIMEOUT;COST" "LABELS;NEEDS" ${ARGN})
    if(NOT arg_FOLDER)
        set(arg_FOLDER .)
    endif()
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 120)
    endif()
    set(folder "${CMAKE_BINARY_DIR}/tests")
    file(MAKE_DIRECTORY "${folder}")
    foreach(name ${arg_UNPARSED_ARGUMENTS})
        target_sources(${program} PRIVATE "${arg_FOLDER}/tst_${name}.cpp")
        file(CREATE_LINK ${program} "${folder}/tst_${name}" SYMBOLIC)
        add_custom_target(tst_${name} DEPENDS ${program} ${arg_NEEDS})
        kith_add_test(NAME tst_${name} COMMAND "${folder}/tst_${name}" COST ${arg_COST})
        set_tests_properties(tst_${name} PROPERTIES TIMEOUT ${arg_TIMEOUT} LABELS "${arg_LABELS}"
            ENVIRONMENT "QT_QPA_PLATFORM=offscreen;KITH_BIN=${CMAKE_BINARY_DIR}/bin;KITH_SOURCE=${CMAKE_SOURCE_DIR}")
    endforeach()
endfunction()
