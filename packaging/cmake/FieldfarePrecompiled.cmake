# Headers that are read once for a whole build instead of once for each file: two thirds of the time that a test
# takes to compile. A target gets those of the kind that fits what it links, and only if it may include all of
# them: a folder that the layers keep from the protocol gets none.
include_guard(GLOBAL)

# fieldfare_precompile_headers()
# Called once, after the last target.
function(fieldfare_precompile_headers)
  foreach(kind core app tests)
    # A library of one empty file, for a precompiled header has to belong to something.
    set(empty "${PROJECT_BINARY_DIR}/precompiled/${kind}.cpp")
    file(CONFIGURE OUTPUT "${empty}" CONTENT "" @ONLY)
    add_library(precompiled_${kind} OBJECT "${empty}")
    target_precompile_headers(precompiled_${kind} PRIVATE "${PROJECT_SOURCE_DIR}/packaging/cmake/precompiled/${kind}.h")
    target_link_libraries(precompiled_${kind} PRIVATE fieldfare_options fieldfare_protocol_headers
      nlohmann_json::nlohmann_json)
  endforeach()
  # Qt Test defines each test's folder for a search for test data that nobody here uses; a definition that
  # differs from target to target cannot be shared.
  set_property(TARGET Qt6::Test PROPERTY INTERFACE_COMPILE_DEFINITIONS QT_TESTLIB_LIB)
  target_link_libraries(precompiled_app PRIVATE Qt6::Network Qt6::Quick)
  # Its headers alone: the app itself is no test.
  target_include_directories(precompiled_app SYSTEM PRIVATE
    $<TARGET_PROPERTY:Qt6::Test,INTERFACE_INCLUDE_DIRECTORIES>)
  target_link_libraries(precompiled_tests PRIVATE Qt6::Test)

  get_property(targets GLOBAL PROPERTY FIELDFARE_OWN_TARGETS)
  foreach(target ${targets})
    fieldfare_closure(closure ${target})
    if(NOT fieldfare_protocol IN_LIST closure OR NOT nlohmann_json::nlohmann_json IN_LIST closure)
      continue()
    elseif(Qt6::Quick IN_LIST closure)
      set(kind app)
    # Qt Test reads other headers of its own for those who link these.
    elseif(Qt6::Test IN_LIST closure AND NOT Qt6::Gui IN_LIST closure AND NOT Qt6::Network IN_LIST closure)
      set(kind tests)
    else()
      set(kind core)
    endif()
    target_precompile_headers(${target} REUSE_FROM precompiled_${kind})
  endforeach()
endfunction()

# fieldfare_closure(<variable> <target>): everything that the target links, itself excepted.
function(fieldfare_closure variable target)
  set(seen "")
  set(open ${target})
  while(open)
    list(POP_FRONT open next)
    get_target_property(links ${next} INTERFACE_LINK_LIBRARIES)
    get_target_property(own ${next} LINK_LIBRARIES)
    foreach(link ${links} ${own})
      if(TARGET ${link} AND NOT link IN_LIST seen)
        list(APPEND seen ${link})
        list(APPEND open ${link})
      endif()
    endforeach()
  endwhile()
  set(${variable} ${seen} PARENT_SCOPE)
endfunction()
