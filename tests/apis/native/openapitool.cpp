// SPDX-License-Identifier: GPL-3.0-or-later
// Prints the OpenAPI document of this tree. After a change of routes or models:
//   build/dev/bin/kith-openapi > resources/openapi.json
#include "publisheddocument.h"

#include <cstdio>

int main()
{
    const QByteArray document = publishedDocument();
    return std::fwrite(document.constData(), 1, static_cast<size_t>(document.size()), stdout)
            == static_cast<size_t>(document.size())
        ? 0
        : 1;
}
