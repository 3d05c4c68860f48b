// The Gradle build, for what ships. Never run where this was written: Google's repository could not be reached there.
// The Maven build beside it (pom.xml) compiles and tests the very same sources on a plain JVM.
// First: `bindings/package-android`, which writes bindings/build/{jniLibs,kotlin}.
pluginManagement {
    repositories {
        google()
        mavenCentral()
        gradlePluginPortal()
    }
}
dependencyResolutionManagement {
    repositoriesMode = RepositoriesMode.FAIL_ON_PROJECT_REPOS
    repositories {
        google()
        mavenCentral()
    }
}
rootProject.name = "cardpoints"
include(":sdk", ":ui", ":app")
