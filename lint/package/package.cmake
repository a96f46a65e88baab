# What is installed, and the packages that hold it. Included by the top CMakeLists.txt.

set(share ${CMAKE_CURRENT_LIST_DIR}/../share)

install(TARGETS seccomp-lint RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES ${share}/problem-matcher.json ${share}/config.schema.json
  ${share}/report.schema.json ${share}/inventory.schema.json
  DESTINATION ${CMAKE_INSTALL_DATADIR}/seccomp-lint)
install(FILES ${share}/completions/seccomp-lint.bash
  DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME seccomp-lint)
install(FILES ${share}/completions/_seccomp-lint
  DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
install(FILES ${share}/completions/seccomp-lint.fish
  DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)

# Debian's policy wants manual pages and changelogs compressed, without a time in them.
find_program(GZIP gzip REQUIRED)
set(packed ${PROJECT_BINARY_DIR}/packed)
file(MAKE_DIRECTORY ${packed})
add_custom_command(OUTPUT ${packed}/seccomp-lint.1.gz ${packed}/changelog.gz
  COMMAND ${GZIP} -9nc ${share}/seccomp-lint.1 > ${packed}/seccomp-lint.1.gz
  COMMAND ${GZIP} -9nc ${CMAKE_CURRENT_LIST_DIR}/changelog > ${packed}/changelog.gz
  DEPENDS ${share}/seccomp-lint.1 ${CMAKE_CURRENT_LIST_DIR}/changelog
  VERBATIM)
add_custom_target(packed ALL DEPENDS ${packed}/seccomp-lint.1.gz ${packed}/changelog.gz)
install(FILES ${packed}/seccomp-lint.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${packed}/changelog.gz ${CMAKE_CURRENT_LIST_DIR}/copyright
  DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/seccomp-lint)
install(DIRECTORY ${share}/doc/ DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/seccomp-lint
  FILES_MATCHING PATTERN "*.md" PATTERN "*.svg")

if(NOT PROJECT_IS_TOP_LEVEL)
  return()
endif()
set(CPACK_GENERATOR DEB TGZ)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_PACKAGE_CONTACT "seccomp-lint maintainers <maintainers@seccomp-lint.io>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "linter that finds workloads without seccomp filter")
set(CPACK_PACKAGE_DESCRIPTION
  "Reads Kubernetes and Docker manifests and tells where a workload runs without
its seccomp filter, with line and column, before anything is deployed. Needs
neither a cluster nor a network. Made for commit hooks, continuous integration
and editors.")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION admin)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
include(CPack)
