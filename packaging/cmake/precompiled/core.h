// What nearly every file of the core reads, read once for all of them (see FieldfarePrecompiled.cmake). A
// file still includes what it uses: a build with -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON -DFIELDFARE_UNITY=OFF
// tells.
#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "fieldfare/account.pb.h"
#include "fieldfare/backoffice.pb.h"
#include "fieldfare/catalogue.pb.h"
#include "fieldfare/control.pb.h"
#include "fieldfare/customer.pb.h"
#include "fieldfare/fault.pb.h"
#include "fieldfare/field_work.pb.h"
#include "fieldfare/file.pb.h"
#include "fieldfare/history.pb.h"
#include "fieldfare/people.pb.h"
#include "fieldfare/policy.pb.h"
#include "fieldfare/sale.pb.h"
#include "fieldfare/sync.pb.h"
