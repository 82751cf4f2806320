# SPDX-License-Identifier: GPL-3.0-or-later
# What every target of Kith has in common, and the rule of who may include whom.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_AUTOMOC ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE Release)
endif()

find_program(KITH_CCACHE ccache)
if(KITH_CCACHE)
    # Precompiled headers and __TIME__ make ccache cautious; neither is a danger here.
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${KITH_CCACHE})
endif()

# Files of one folder are compiled together, which parses each header once for all of them: a whole
# build takes a third of the time. Where one file is edited again and again, and for clang-tidy,
# -DKITH_UNITY=OFF compiles each by itself.
option(KITH_UNITY "Compile the files of a folder together" ON)
set(CMAKE_UNITY_BUILD ${KITH_UNITY})
set(CMAKE_UNITY_BUILD_BATCH_SIZE 8)

add_library(kith_flags INTERFACE)
target_compile_options(kith_flags INTERFACE
    -Wall -Wextra -Wconversion -Wshadow -Wnon-virtual-dtor -Werror -fno-strict-overflow
    -fstack-protector-strong
    -fPIC) # programs too: the precompiled header that all share wants one setting, and Qt 6.8 says none
# GCC 12 takes the destructor of Result's other alternative for a use of what was never set.
target_compile_options(kith_flags INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
target_compile_definitions(kith_flags INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_KEYWORDS QT_NO_FOREACH
    $<$<CONFIG:Release>:QT_NO_DEBUG>)
if(KITH_SANITIZE)
    target_compile_options(kith_flags INTERFACE -fsanitize=${KITH_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(kith_flags INTERFACE -fsanitize=${KITH_SANITIZE})
else()
    target_compile_definitions(kith_flags INTERFACE $<$<CONFIG:Release>:_FORTIFY_SOURCE=2>)
endif()
target_link_options(kith_flags INTERFACE -Wl,-z,relro,-z,now)

# A folder's include root holds one link, to the folder itself: including another folder's header
# without linking its library does not compile.
function(kith_include_root target name folder)
    set(root "${CMAKE_BINARY_DIR}/include/${name}")
    file(MAKE_DIRECTORY "${root}")
    file(CREATE_LINK "${folder}" "${root}/${name}" SYMBOLIC)
    target_include_directories(${target} PUBLIC "${root}")
endfunction()

# kith_library(name [ROOM folder] SOURCES … [PUBLIC targets] [PRIVATE targets] [PCH header, or else that of all])
# One static library a folder. Headers of a folder are found by `#include "folder/file.h"`; what a
# folder may include is what it links, because each folder offers its own include root only. ROOM is
# the folder's name where the library is a part of it and has another.
function(kith_library name)
    cmake_parse_arguments(arg "" "PCH;ROOM" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
    if(NOT arg_ROOM)
        set(arg_ROOM ${name})
    endif()
    add_library(kith_${name} STATIC ${arg_SOURCES})
    add_library(kith::${name} ALIAS kith_${name})
    kith_include_root(kith_${name} ${arg_ROOM} "${CMAKE_CURRENT_SOURCE_DIR}")
    target_link_libraries(kith_${name} PUBLIC ${arg_PUBLIC} PRIVATE kith_flags ${arg_PRIVATE})
    if(arg_PCH)
        target_precompile_headers(kith_${name} PRIVATE ${arg_PCH})
    elseif(TARGET kith_pch)
        target_precompile_headers(kith_${name} REUSE_FROM kith_pch)
    endif()
endfunction()

# kith_gzip(from to): packed without name and date, so that builds can be compared.
function(kith_gzip from to)
    add_custom_command(OUTPUT "${to}" DEPENDS "${from}" VERBATIM
        COMMAND sh -c [[mkdir -p "${2%/*}" && gzip -9nc "$1" >"$2"]] gzip "${from}" "${to}")
endfunction()

# kith_program(name SOURCES … LINK targets): built to <build>/bin.
function(kith_program name)
    cmake_parse_arguments(arg "" "" "SOURCES;LINK" ${ARGN})
    add_executable(${name} ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE kith_flags ${arg_LINK})
    target_precompile_headers(${name} REUSE_FROM kith_pch)
endfunction()
