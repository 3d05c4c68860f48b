// The Gradle build of the packages. It was never run: Google's repository could not be reached where it was written.
// The Maven build (pom.xml) compiles and tests the same sources on a plain JVM.
// First run `bindings/package-android`, which writes bindings/build/{jniLibs,kotlin}.
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
