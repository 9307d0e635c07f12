# One CMake target per folder. A folder's headers are reachable only through its target, under the path they
# have in the repository ("shared/merge/merge.h"), so that an include the layers forbid does not compile.

include_guard(GLOBAL)

# fieldfare_folder(<target> DEPENDS <targets...> [SOURCES <files...>])
# Makes the library of the current source folder from its *.cpp, or from SOURCES. Several files are compiled as
# one: they read the same headers, which take longer than the files themselves.
function(fieldfare_folder target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "DEPENDS;PRIVATE_DEPENDS;SOURCES")
  if(NOT arg_SOURCES)
    file(GLOB arg_SOURCES CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp" "${CMAKE_CURRENT_SOURCE_DIR}/*.h")
  endif()
  set(compiled ${arg_SOURCES})
  list(FILTER compiled INCLUDE REGEX "\\.cpp$")
  if(compiled)
    add_library(${target} STATIC ${arg_SOURCES})
    set(scope PUBLIC)
  else() # headers alone
    add_library(${target} INTERFACE)
    set(scope INTERFACE)
  endif()
  file(RELATIVE_PATH folder "${PROJECT_SOURCE_DIR}" "${CMAKE_CURRENT_SOURCE_DIR}")
  get_filename_component(above "${folder}" DIRECTORY)
  set(view "${PROJECT_BINARY_DIR}/include/${target}")
  file(MAKE_DIRECTORY "${view}/${above}")
  file(CREATE_LINK "${CMAKE_CURRENT_SOURCE_DIR}" "${view}/${folder}" SYMBOLIC)
  target_include_directories(${target} ${scope} "${view}")
  target_link_libraries(${target} ${scope} ${arg_DEPENDS})
  if(compiled)
    target_link_libraries(${target} PRIVATE fieldfare_options ${arg_PRIVATE_DEPENDS})
    set_target_properties(${target} PROPERTIES UNITY_BUILD ${FIELDFARE_UNITY} UNITY_BUILD_BATCH_SIZE 8)
    set_property(GLOBAL APPEND PROPERTY FIELDFARE_OWN_TARGETS ${target})
  endif()
endfunction()

# fieldfare_program(<name> DEPENDS <targets...> [SOURCES <files...>])
# All of them together are the target `programs`.
add_custom_target(programs)
function(fieldfare_program name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "DEPENDS;SOURCES")
  add_executable(${name} ${arg_SOURCES})
  add_dependencies(programs ${name})
  target_link_libraries(${name} PRIVATE fieldfare_options ${arg_DEPENDS})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bin"
    UNITY_BUILD ${FIELDFARE_UNITY} UNITY_BUILD_BATCH_SIZE 8)
  set_property(GLOBAL APPEND PROPERTY FIELDFARE_OWN_TARGETS ${name})
endfunction()

# fieldfare_test(<name> DEPENDS <targets...> [SOURCES <files...>] [LABELS <labels...>])
# A Qt Test program, <name>.cpp unless SOURCES says otherwise; the source includes its own "<name>.moc". All of them
# together are the targets `sanitized_tests`, those with the label `sanitize`, and `plain_tests`.
add_custom_target(sanitized_tests)
add_custom_target(plain_tests)
function(fieldfare_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "TIMEOUT" "DEPENDS;SOURCES;LABELS")
  if(NOT arg_SOURCES)
    set(arg_SOURCES ${name}.cpp)
  endif()
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 300)
  endif()
  # moc by itself: automoc reads every header that a test includes, and adds a file to compile.
  set(moc "${CMAKE_CURRENT_BINARY_DIR}/${name}_moc/${name}.moc")
  file(MAKE_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}/${name}_moc")
  add_custom_command(OUTPUT "${moc}" DEPENDS "${name}.cpp"
    COMMAND Qt6::moc "${CMAKE_CURRENT_SOURCE_DIR}/${name}.cpp" -o "${moc}" COMMENT "moc ${name}.cpp")
  add_executable(${name} ${arg_SOURCES} "${moc}")
  target_include_directories(${name} PRIVATE "${CMAKE_CURRENT_BINARY_DIR}/${name}_moc")
  target_link_libraries(${name} PRIVATE fieldfare_options ${arg_DEPENDS} Qt6::Test)
  if(FIELDFARE_SANITIZE MATCHES "undefined")
    # What is tested has its checks; in the comparisons of the test itself they take as long to compile as all the rest.
    target_compile_options(${name} PRIVATE -fno-sanitize=undefined)
  endif()
  set_property(GLOBAL APPEND PROPERTY FIELDFARE_OWN_TARGETS ${name})
  if(sanitize IN_LIST arg_LABELS)
    add_dependencies(sanitized_tests ${name})
  else()
    add_dependencies(plain_tests ${name})
  endif()
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES
    LABELS "${arg_LABELS}" TIMEOUT ${arg_TIMEOUT}
    ENVIRONMENT "FIELDFARE_BIN=${PROJECT_BINARY_DIR}/bin;FIELDFARE_SOURCE=${PROJECT_SOURCE_DIR};QT_QPA_PLATFORM=offscreen")
endfunction()

# fieldfare_qml(<target> URI <uri> [QML_FILES <files...>] ...)
# Makes the target, a library, the QML module of that name: compiled in, under qrc:/qt/qml, with its types. What
# links <target>plugin and imports it by Q_IMPORT_QML_PLUGIN can load it. Further arguments are those of
# qt_add_qml_module.
function(fieldfare_qml target)
  # QML is compiled to byte code alone: as C++ it starts no sooner and takes ten times as long to build. A module
  # without sources of its own is compiled at one go: each file of byte code costs Qt's headers once.
  set_target_properties(${target} PROPERTIES AUTOMOC ON QT_QMLCACHEGEN_ARGUMENTS --only-bytecode)
  get_target_property(own ${target} SOURCES)
  if(NOT own)
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 60)
  endif()
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "URI" "")
  string(REPLACE "." "/" path "${arg_URI}")
  # One tree of modules, so that qmllint and qmlcachegen find each other's types.
  qt_add_qml_module(${target} URI ${arg_URI} VERSION 1.0 RESOURCE_PREFIX /qt/qml
    OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/qml/${path}" IMPORT_PATH "${PROJECT_BINARY_DIR}/qml"
    ${arg_UNPARSED_ARGUMENTS})
endfunction()
